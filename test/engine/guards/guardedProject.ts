import assert from 'node:assert/strict';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { GuardReader } from '../../../src/app/operations/guardFacts.js';
import type { ServiceLocks } from '../../../src/app/operations/ports.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { PlannedGuard } from '../../../src/core/operation/plan/operationPlan.js';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { serviceOf } from '../../../src/core/runbook/servicesInOrder.js';
import type { Guard } from '../../../src/core/scaling/guards/guard.js';
import { operationGuards, type GuardedOperation } from '../../../src/core/scaling/guards/operationGuards.js';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import type { ScalerPreference } from '../../../src/core/scaling/scalerChoice.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, findStack, type Stack } from '../../../src/core/stack/stack.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createGuardSources } from '../../../src/engine/main.js';
import { never, value } from '../support/connection.js';

/** Nobody else is about. */
export const noLocks: ServiceLocks = {
  acquire: () => Promise.reject(new Error('nothing is held here')),
  holderOf: () => Promise.resolve(undefined),
};

export interface Asking {
  readonly runbook?: Runbook;
  readonly preference?: ScalerPreference;
  readonly operation?: GuardedOperation;
  readonly store?: LiveStore;
  readonly locks?: ServiceLocks;
  readonly protectedContexts?: readonly string[];
}

/** The guards of a project on a real engine, as the extension puts them together. */
export class GuardedProject {
  constructor(
    private readonly name: string,
    private readonly connection: EngineConnection,
    private readonly defaults: Asking = {},
    private readonly env: NodeJS.ProcessEnv = process.env,
  ) {}

  async stack(store: LiveStore): Promise<Stack> {
    const records = value(await this.connection.listContainers(never));
    const snapshot = buildSnapshot(records, emptySnapshot);
    store.update({ snapshot });
    return findStack(snapshot, `compose:${this.name}`) ?? assert.fail(`no stack ${this.name}`);
  }

  async plan(service: string, target: number, asking: Asking = {}): Promise<ServicePlan> {
    const { runbook = defaultRunbook, preference = 'auto' } = { ...this.defaults, ...asking };
    const stack = await this.stack(new LiveStore());
    const found = serviceOf(stack, runbook, service) ?? assert.fail(`no service ${service}`);
    return planScale(stack, runbook, found, target, preference, undefined);
  }

  /** Guards of the whole operation that takes one service to a count. */
  async guards(service: string, target: number, asking: Asking = {}): Promise<readonly PlannedGuard[]> {
    const all = { ...this.defaults, ...asking };
    const { runbook = defaultRunbook, operation = { kind: 'scale' }, store = new LiveStore() } = all;
    const plan = await this.plan(service, target, asking);
    const stack = await this.stack(store);
    const reader = new GuardReader(
      store,
      () => Promise.resolve(createGuardSources('docker', this.env)),
      all.locks ?? noLocks,
      { protectedContexts: () => all.protectedContexts ?? [], mayRun: () => true },
      systemClock,
    );
    const change = { service, from: plan.from, to: plan.to, plan };
    return operationGuards(await reader.read(stack, runbook, [change], this.connection, never), operation);
  }

  /** The one guard of that name. */
  async guard<G extends Guard['guard']>(
    name: G,
    service: string,
    target: number,
    asking: Asking = {},
  ): Promise<(Guard & { readonly guard: G }) | undefined> {
    const found = (await this.guards(service, target, asking)).map(({ guard }) => guard);
    return found.find((guard): guard is Guard & { readonly guard: G } => guard.guard === name);
  }
}
