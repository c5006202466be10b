import { diagnose } from '../../core/diagnosis/diagnose.js';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.js';
import type { Observations } from '../../core/diagnosis/observations.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { LiveState } from '../../core/live/liveState.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { serviceOf } from '../../core/runbook/servicesInOrder.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import { emptySnapshot, findStack } from '../../core/stack/stack.js';
import { fail, ok, type Result } from '../../util/result.js';
import { connectedFeed } from '../operations/connectedFeed.js';
import type { DiagnoserNeeds } from './diagnoserNeeds.js';
import { gather, type Subject } from './gather/gather.js';

/** The second reading of CPU comes a moment after the first. */
const firstLookMs = 6000;

/** Finds out what is wrong with a service, from all that can be seen. Changes nothing. */
export class Diagnoser {
  constructor(private readonly needs: DiagnoserNeeds) {}

  /** Ends within a quarter of a minute. A failure means that nothing was looked at; what could not be looked at is told in the diagnosis. */
  async run(stackId: string, service: string, signal: AbortSignal): Promise<Result<Diagnosis, PlanFailure>> {
    const { session, needs } = this.needs;
    const leases = [session.demand, ...needs].map((demand) => demand.acquire());
    try {
      const seen = await this.observe(stackId, service, signal);
      return seen.ok ? ok(diagnose(seen.value)) : seen;
    } finally {
      for (const lease of leases) lease.dispose();
    }
  }

  private async observe(
    stackId: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<Observations, PlanFailure>> {
    const { session, store } = this.needs;
    await this.needs.readRunbooks();
    const connected = await connectedFeed(session, store, signal);
    if (!connected.ok) return engine(connected.error);
    const listed = await connected.value.refreshAll();
    if (!listed.ok) return engine(listed.error);
    const stack = findStack(store.state.snapshot ?? emptySnapshot, stackId);
    if (!stack) return fail({ reason: 'no-stack', stack: stackId });
    const runbook = runbookFor(stack, store.state.runbooks);
    const service = serviceOf(stack, runbook, name);
    if (!service) return fail({ reason: 'no-service', service: name });
    const { connection } = connected.value;
    const subject: Subject = { connection, stack, runbook, service, mayRun: this.needs.mayRun() };
    const runs = service.replicas.some(({ state }) => state === 'running');
    const rules = runs ? this.firstLook(service.id, signal) : Promise.resolve();
    return ok(await gather(this.needs, subject, await this.journal(), rules, signal));
  }

  /** Why what was done before is not known; undefined where it is. */
  private async journal(): Promise<string | undefined> {
    try {
      await this.needs.loadJournal();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Waits until a rule of the service has been looked at. Where nothing can be read the time runs out, and its rules are unknown. */
  private async firstLook(serviceId: string, outer: AbortSignal): Promise<void> {
    if (this.needs.needs.length === 0) return;
    const isLookedAt = ({ policies }: LiveState): boolean =>
      policies.get(serviceId)?.signals.some(({ level }) => level !== 'unknown') ?? false;
    const signal = AbortSignal.any([outer, AbortSignal.timeout(firstLookMs)]);
    await this.needs.store.until(isLookedAt, signal).catch(() => undefined);
  }
}

const engine = (failure: EngineFailure): Result<never, PlanFailure> => fail({ reason: 'engine', failure });
