import assert from 'node:assert/strict';
import type { Signal } from '../../../../../src/core/policy/signal.js';
import { policyNow, signalOf } from '../../../support/signals.js';
import { OperationWorld } from '../../support/operationWorld.js';
import { fakeScaler, web, webId } from '../../support/runnerWorld.js';

describe('a look between two steps at a figure that has to be beyond its bound for minutes', () => {
  async function between(before: Signal['phase'] = 'steady') {
    const world = new OperationWorld(web(1));
    world.scaler = fakeScaler(world, 'healthy');
    await world.connected();
    const phase = (value: Signal['phase']): void => {
      const of = { serviceId: webId, level: 'normal' } as const;
      const signals = [signalOf('cpu-average', 50, of), signalOf('cpu-sustained', 85, { ...of, phase: value })];
      const policy = policyNow(() => world.clock.now(), ...signals);
      world.store.update({ policies: new Map([[webId, policy]]) });
    };
    phase(before);
    const running = world.operate(await world.plan({ counts: { web: 10 } }));
    await world.clock.advance(10_000);
    return { world, phase, running };
  }

  it('stops once it was so at every look for a minute, however long its rule would wait', async () => {
    const { world, phase } = await between();
    phase('pending-critical');
    await world.clock.advance(25_000);
    phase('steady');
    await world.clock.advance(10_000);
    phase('pending-critical');
    await world.clock.advance(50_000);
    assert.equal(world.operation?.stages[1]?.phase, 'waiting', 'a peak, and another one');
    await world.clock.advance(20_000);
    assert.deepEqual(world.operation?.outcome?.problem, {
      reason: 'worse',
      worsened: [{ title: 'web', from: 'normal', to: 'critical', rule: 'CPU' }],
    });
    assert.equal(world.connection.containers.size, 3);
  });

  it('goes on where it was so before, and where it is over in time', async () => {
    const same = await between('pending-critical');
    await same.world.clock.advance(600_000);
    assert.equal(same.world.operation?.outcome?.result, 'done');
    const peak = await between();
    peak.phase('pending-warning');
    await peak.world.clock.advance(40_000);
    peak.phase('steady');
    await peak.world.clock.advance(600_000);
    assert.equal(peak.world.operation?.outcome?.result, 'done');
  });

  it('waits for what it comes to where the time is over', async () => {
    const { world, phase } = await between();
    const waits = world.operation?.stages[1]?.until;
    assert.ok(waits !== undefined);
    await world.clock.advance(waits - world.clock.now() - 20_000);
    phase('pending-warning');
    await world.clock.advance(50_000);
    assert.equal(world.operation?.stages[1]?.phase, 'waiting');
    phase('steady');
    await world.clock.advance(20_000);
    assert.equal(world.operation?.stages[1]?.phase, 'done');
  });
});
