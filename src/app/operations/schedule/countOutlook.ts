import { runbookFor } from '../../../core/runbook/bundledRunbook.js';
import { serviceOf } from '../../../core/runbook/servicesInOrder.js';
import { countGuards } from '../../../core/scaling/guards/countGuards.js';
import type { Guard } from '../../../core/scaling/guards/guard.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import { planScale } from '../../../core/scaling/planScale.js';
import type { ScalerPreference } from '../../../core/scaling/scalerChoice.js';
import { findStack, presentCount } from '../../../core/stack/stack.js';
import type { EngineSession } from '../../connection/engineSession.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { GuardReader } from '../guardFacts.js';

/** What a count would mean; nothing is asked for it. */
export type CountMeaning = (count: number) => readonly Guard[];

/** Looks once at what has to be known to say what any count of a service means, while a person still thinks about the count. */
export class CountOutlook {
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly reader: Pick<GuardReader, 'read'>,
    private readonly preference: () => ScalerPreference,
  ) {}

  /** Within seconds; undefined where the service is not there. Changes nothing. */
  async look(stackId: string, serviceName: string, signal: AbortSignal): Promise<CountMeaning | undefined> {
    const { snapshot, runbooks } = this.store.state;
    const connection = this.session.current?.connection;
    const stack = snapshot && findStack(snapshot, stackId);
    if (!stack || !connection) return undefined;
    const runbook = runbookFor(stack, runbooks);
    const service = serviceOf(stack, runbook, serviceName);
    if (!service) return undefined;
    const planFor = (count: number): ServicePlan =>
      planScale(stack, runbook, service, count, this.preference(), undefined);
    const present = presentCount(service);
    const more = startingOne(planFor(present + 1));
    const change = { service: service.name, from: present, to: present + 1, plan: more };
    const facts = await this.reader.read(stack, runbook, [change], connection, signal);
    return (count) => countGuards(facts, planFor(count));
  }
}

/** One more that is only started: what a copy of it would look like need not be asked for, and `docker compose` not be run. */
const startingOne = (plan: ServicePlan): ServicePlan => ({
  ...plan,
  steps: [{ kind: 'start', number: 0, name: plan.service, containerId: '' }],
  scaler: { kind: 'replicate', because: 'creates-none' },
});
