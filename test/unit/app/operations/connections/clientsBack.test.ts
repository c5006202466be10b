import assert from 'node:assert/strict';
import { ClientsBack } from '../../../../../src/app/operations/connections/clientsBack.js';
import { pause } from '../../../../../src/app/pause.js';
import type { ConnectionSetter } from '../../../../../src/app/operations/connections/connectionSetter.js';
import type { OperationProblem } from '../../../../../src/core/operation/operation.js';
import type { LimitFault } from '../../../../../src/core/scaling/connections/limitFault.js';
import type { ContainerRecord } from '../../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { failure } from '../../support/fakeConnection.js';
import { settle } from '../../support/manualClock.js';
import { watch } from '../../support/watch.js';
import { World } from '../../support/world.js';

const restartMs = 500;
const healthCheck = { intervalMs: 10_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 };
const record = (service: string, number = 1, changes: Partial<ContainerRecord> = {}) =>
  containerRecord(service, number, { project: 'team', health: 'healthy', healthCheck, ...changes });

async function setup() {
  const world = new World();
  world.add('here', ...['frontend', 'pdf-worker', 'postgres'].map((name) => record(name)));
  world.add('here', record('backend', 1), record('backend', 2));
  const connection = await world.connected();
  const faults: LimitFault[] = [];
  const abort = new AbortController();
  const restart = { problem: undefined as OperationProblem | undefined, does: (): void => undefined };
  const inner: ConnectionSetter = {
    carryOut: async () => {
      restart.does();
      await pause(world.clock, restartMs);
      return restart.problem;
    },
    forget: () => Promise.resolve(),
  };
  const setter = new ClientsBack(inner, world.store, world.clock, (fault) => {
    faults.push(fault);
    return fault.fault;
  });
  const carryOut = () =>
    watch(
      setter.carryOut(
        { stackId: 'compose:team', context: 'here' },
        {
          stage: 'set-connections',
          serviceId: 'compose:team/postgres',
          service: 'postgres',
          title: 'postgres',
          from: 100,
          to: 550,
        },
        abort.signal,
        () => undefined,
      ),
    );
  const backend = (number: number, changes: Partial<ContainerRecord>): void =>
    connection.put(record('backend', number, changes));
  return { world, connection, faults, abort, restart, carryOut, backend };
}

describe('a raise of the limit', () => {
  it('is done at once where those who use the database have stayed ready', async () => {
    const { world, carryOut } = await setup();
    const running = carryOut();
    await world.clock.advance(restartMs);
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
  });

  it('waits until every one of them is ready again, and for nobody else', async () => {
    const { world, restart, carryOut, backend } = await setup();
    restart.does = () => {
      backend(1, { health: 'unhealthy' });
      backend(2, { state: 'restarting', health: 'none' });
      world.connection.put(record('frontend', 1, { health: 'unhealthy' }));
    };
    const running = carryOut();
    await world.clock.advance(20_000);
    assert.equal(running.phase, 'pending');
    backend(1, {});
    await world.clock.advance(5000);
    assert.equal(running.phase, 'pending', 'the other one is not back');
    backend(2, {});
    await world.clock.advance(2000);
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
  });

  it('expects no more of them than there were', async () => {
    const { world, restart, carryOut, backend } = await setup();
    backend(2, { health: 'unhealthy' });
    await world.clock.advance(100);
    restart.does = () => backend(1, { health: 'starting' });
    const running = carryOut();
    await world.clock.advance(1000);
    backend(1, {});
    await world.clock.advance(2000);
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
  });

  it('fails where one does not come back in the time of its health check, and leaves the limit', async () => {
    const { world, faults, restart, carryOut, backend } = await setup();
    restart.does = () => backend(1, { health: 'unhealthy' });
    const running = carryOut();
    // Four checks of ten seconds with five to answer, and a minute.
    await world.clock.advance(119_000);
    assert.equal(running.phase, 'pending');
    await world.clock.advance(3000);
    assert.deepEqual(running.value, { reason: 'connections', sentence: 'clients-away', restored: undefined });
    assert.deepEqual(
      faults.map((fault) => fault.fault === 'clients-away' && [fault.to, fault.titles]),
      [[550, ['Backend']]],
    );
  });

  it('waits no longer once it is cancelled: it is done by then', async () => {
    const { world, abort, restart, carryOut, backend } = await setup();
    restart.does = () => backend(1, { health: 'unhealthy' });
    const running = carryOut();
    await world.clock.advance(5000);
    abort.abort();
    await settle();
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
  });

  it('waits while the engine is out of sight, and not for ever', async () => {
    const { world, restart, carryOut, backend } = await setup();
    restart.does = () => backend(1, { health: 'unhealthy' });
    const running = carryOut();
    await world.clock.advance(5000);
    world.refusal = failure('no-engine');
    world.connection.breakStream();
    await world.clock.advance(55_000);
    assert.equal(world.store.state.snapshot, undefined);
    assert.equal(running.phase, 'pending');
    await world.clock.advance(70_000);
    assert.deepEqual([running.phase, running.value], ['fulfilled', undefined]);
  });

  it('waits for nobody where the limit could not be set', async () => {
    const { world, restart, carryOut, backend } = await setup();
    restart.problem = { reason: 'connections', sentence: 'it broke', restored: true };
    restart.does = () => backend(1, { health: 'unhealthy' });
    const running = carryOut();
    await world.clock.advance(restartMs);
    assert.deepEqual(running.value, restart.problem);
  });
});
