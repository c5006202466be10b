import type { DockerContext } from '../../core/connection/dockerContext.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { runbookService } from '../../core/runbook/runbook.js';
import { servicesInOrder } from '../../core/runbook/servicesInOrder.js';
import type { PlanFailure } from '../../core/scaling/planFailure.js';
import { emptySnapshot, findStack } from '../../core/stack/stack.js';
import { replicaChecks, wantedFor, type Check, type VerificationReport } from '../../core/verification/verification.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import { onEnginesMachine } from '../onEnginesMachine.js';
import { connectedFeed } from '../operations/connectedFeed.js';
import type { WantedCounts } from '../operations/wantedCounts.js';
import type { Clock, HttpProbe } from '../ports.js';
import { messageOf } from '../../util/messageOf.js';

const urlTimeoutMs = 5000;
/** As many as the runbook takes its averages of. */
const timesForAverage = 10;

/** Looks at a stack as it is now: replicas, counts, health URLs. Changes nothing. */
export class VerifyStack {
  constructor(
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly wanted: WantedCounts,
    private readonly probe: () => Promise<HttpProbe>,
    private readonly clock: Clock,
  ) {}

  async run(stackId: string, signal: AbortSignal): Promise<Result<VerificationReport, PlanFailure>> {
    const lease = this.session.demand.acquire();
    try {
      const startedAt = this.clock.now();
      const connected = await connectedFeed(this.session, this.store, signal);
      if (!connected.ok) return engine(connected.error);
      const listed = await connected.value.refreshAll();
      if (!listed.ok) return engine(listed.error);
      const stack = findStack(this.store.state.snapshot ?? emptySnapshot, stackId);
      if (!stack) return fail({ reason: 'no-stack', stack: stackId });
      const { context } = connected.value.connection;
      const runbook = runbookFor(stack, this.store.state.runbooks);
      const { runbook: named, others } = servicesInOrder(stack, runbook);
      const services = [...named, ...others];
      const replicas = services.map((service) =>
        replicaChecks(service, wantedFor(service.name, runbook, this.wanted.get(context.name, service.id))),
      );
      const urls = services.flatMap((service) => {
        const entry = runbookService(runbook, service.name);
        return (entry?.healthUrls ?? []).map((url) =>
          this.checkUrl(service.name, url, entry?.healthAverageMs, context, signal),
        );
      });
      const checks = [...replicas.flat(), ...(await Promise.all(urls))];
      return ok({ stack: stack.name, context: context.name, startedAt, endedAt: this.clock.now(), checks });
    } finally {
      lease.dispose();
    }
  }

  private async checkUrl(
    service: string,
    url: string,
    averageBelowMs: number | undefined,
    context: DockerContext,
    signal: AbortSignal,
  ): Promise<Check> {
    const target = onEnginesMachine(url, context);
    const unanswered = {
      check: 'health-url',
      service,
      url: target ?? url,
      status: undefined,
      durationMs: undefined,
      averageBelowMs,
    } as const;
    if (target === undefined) {
      return {
        ...unanswered,
        verdict: 'unknown',
        problem: "the address of the engine's machine cannot stand in a URL",
      };
    }
    try {
      const probe = await this.probe();
      const durations: number[] = [];
      // One answer is enough to know that it answers, and none to speak of an average.
      for (let asked = 0; asked < (averageBelowMs === undefined ? 1 : timesForAverage); asked++) {
        const answer = await probe.get(target, urlTimeoutMs, signal);
        if (!answer.ok) return { ...unanswered, verdict: signal.aborted ? 'unknown' : 'fail', problem: answer.error };
        const { status, durationMs } = answer.value;
        if (status !== 200) return { ...unanswered, verdict: 'fail', status, durationMs, problem: '' };
        durations.push(durationMs);
      }
      const durationMs = durations.reduce((sum, each) => sum + each, 0) / durations.length;
      const verdict = durationMs < (averageBelowMs ?? Infinity) ? 'pass' : 'fail';
      return { ...unanswered, verdict, status: 200, durationMs, problem: '' };
    } catch (error) {
      return { ...unanswered, verdict: 'unknown', problem: messageOf(error) };
    }
  }
}

const engine = (failure: EngineFailure): Result<never, PlanFailure> => fail({ reason: 'engine', failure });
