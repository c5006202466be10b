import assert from 'node:assert/strict';
import { RememberedKeys } from '../../../../src/app/rememberedKeys.js';
import { ScheduleActor, type ActedAlone } from '../../../../src/app/operations/schedule/scheduleActor.js';
import type { Decision, Reason, Recommendation } from '../../../../src/core/policy/decision.js';
import { defaultSchedule } from '../../../../src/core/runbook/defaultPolicies.js';
import { decisionOf, recommendationOf } from '../../support/signals.js';
import { runbookOfMetrics, service } from './figureWorld.js';
import { OperationWorld } from './operationWorld.js';
import { fakeScaler, web, webId } from './runnerWorld.js';
import { inMemory } from './world.js';

export const schedule = {
  reason: 'schedule',
  title: 'Registration',
  at: 5,
  dueAt: 4,
  count: 3,
} as const satisfies Reason;

/** The schedule asks for three instead of one, now. */
export const due = (changes: Partial<Recommendation> = {}): Decision =>
  decisionOf({
    state: 'scale-proactively',
    recommendation: recommendationOf({
      serviceId: webId,
      service: 'web',
      from: 1,
      target: 3,
      reasons: [schedule],
      ...changes,
    }),
  });

/** Both halves allow it unless a test takes one away. */
export async function actingAlone({ file = true, setting = true, memory = inMemory() } = {}) {
  const world = new OperationWorld(web(1));
  world.scaler = fakeScaler(world, 'healthy');
  const operations = Promise.resolve({ planner: world.planner, runner: world.operationRunner });
  const set = { allowed: setting, operations };
  const told: ActedAlone[] = [];
  const actor = new ScheduleActor(
    world.store,
    () => set.operations,
    world.clock,
    new RememberedKeys(memory, 'acted'),
    () => set.allowed,
    (stack, result) => {
      assert.equal(stack.id, 'compose:shop');
      told.push(result);
    },
    world.log,
  );
  const runbook = runbookOfMetrics([], {
    stack: 'shop',
    services: [service('web')],
    schedule: { ...defaultSchedule, actAlone: file },
  });
  await world.connected();
  world.store.update({ runbooks: [{ runbook, folder: '/srv/shop' }] });
  const decide = async (decision: Decision, serviceId = webId): Promise<void> => {
    world.store.update({ policies: new Map([[serviceId, { signals: [], decision, againstFewer: [], decidedAt: 1 }]]) });
    await world.clock.advance(1000);
  };
  const running = (): number => world.connection.containers.size;
  return { world, set, told, actor, decide, running };
}
