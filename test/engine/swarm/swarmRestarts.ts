import assert from 'node:assert/strict';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { planRestart } from '../../../src/core/scaling/planRestart.js';
import type { Service } from '../../../src/core/stack/stack.js';
import { value } from '../support/connection.js';
import { running, taskIds, type SwarmWorld } from './swarmWorld.js';

/** Restarts of services of a Swarm, whose tasks are replaced. */
export function restartsOnSwarm(worldOf: () => SwarmWorld): void {
  const restartOf = async (name: string): Promise<ServicePlan> =>
    planRestart(await worldOf().stack(), defaultRunbook, await worldOf().service(name));

  it('replaces the tasks of a service one after the other, as of a global one, and leaves its definition as it is', async () => {
    const world = worldOf();
    const [before, global] = [await world.service('web'), await world.service('agent')];
    const template = await world.template('web');
    const plan = await restartOf('web');
    assert.deepEqual(
      plan.guards.map(({ guard, verdict }) => `${guard} ${verdict}`),
      ['swarm-restart pass', 'health-check pass'],
    );
    const phases: string[] = [];
    const ofGlobal = world.apply(await restartOf('agent'));
    value(await world.apply(plan, (step, phase) => phases.push(`${step.name} ${phase}`)));
    value(await ofGlobal);
    assert.deepEqual(phases.slice(0, 2), ['shop_web.1 begun', 'shop_web.2 begun']);
    assert.deepEqual(phases.slice(2).sort(), ['shop_web.1 done', 'shop_web.2 done']);
    const [after, globalAfter] = [await world.service('web'), await world.service('agent')];
    assert.deepEqual([running(after), after.replicas.length, after.swarm?.wanted], [2, 2, 2]);
    const old = new Set([...taskIds(before), ...taskIds(global)]);
    const kept = [...taskIds(after), ...taskIds(globalAfter)].filter((id) => old.has(id));
    assert.deepEqual(kept, [], 'every task is another one');
    const [first, second] = [...after.replicas].sort((a, b) => a.createdAt - b.createdAt);
    assert.ok((second?.createdAt ?? 0) >= (first?.startedAt ?? Infinity), 'one after the other');
    assert.deepEqual(placesOf(globalAfter), placesOf(global));
    const counted = /"ForceUpdate":(\d+)/;
    const force = Number(counted.exec(template)?.[1]);
    assert.equal(await world.template('web'), template.replace(counted, `"ForceUpdate":${force + 1}`));
  });
}

const placesOf = ({ replicas }: Service): readonly (string | undefined)[] => replicas.map(({ task }) => task?.node);
