import type { Operation } from '../../core/operation/operation.js';
import type { ServiceTimes } from '../../core/operation/run/serviceTimes.js';
import { isChanging } from '../../core/operation/stage.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { runbookService } from '../../core/runbook/runbook.js';
import { emptySnapshot, findStack } from '../../core/stack/stack.js';
import { averageOf, percentile95 } from '../../core/verification/judge/responseTime.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import { sourceAddress } from '../live/sourceAddress.js';
import type { VerificationSources } from './ports.js';
import { timeUrls } from './timeUrls.js';

const requests = 20;
/** No operation waits longer. */
const longestMs = 8000;
const requestTimeoutMs = 5000;

/** How long the health URLs take to answer before an operation changes anything, asked as they will be asked after it, to compare with. */
export class TimesBefore {
  constructor(
    private readonly session: Pick<EngineSession, 'current'>,
    private readonly store: LiveStore,
    private readonly sources: () => Promise<VerificationSources>,
    private readonly mayAsk: () => boolean,
  ) {}

  /**
   * Asks the services that an operation is about to change, side by side. Ends within eight seconds, or with the signal, with what has answered by
   * then; services of which nothing did are missing.
   */
  async take({ plan }: Pick<Operation, 'plan'>, outer: AbortSignal): Promise<readonly ServiceTimes[]> {
    const context = this.session.current?.connection.context;
    const stack = findStack(this.store.state.snapshot ?? emptySnapshot, plan.stackId);
    if (!context || !stack || !this.mayAsk()) return [];
    const runbook = runbookFor(stack, this.store.state.runbooks);
    const names = new Set(plan.stages.filter(isChanging).map(({ service }) => service));
    const asked = [...names].flatMap((service) => {
      const urls = (runbookService(runbook, service)?.healthUrls ?? []).flatMap((url) => {
        const target = sourceAddress(url, context);
        return target.ok ? [target.value] : [];
      });
      return urls.length > 0 ? [{ service, urls }] : [];
    });
    if (asked.length === 0) return [];
    const sources = await this.sources();
    const signal = AbortSignal.any([outer, AbortSignal.timeout(longestMs)]);
    const usual = { method: 'GET', headers: {}, body: undefined, timeoutMs: requestTimeoutMs } as const;
    const send = (url: string): ReturnType<VerificationSources['send']> =>
      sources.send({ ...usual, freshConnection: true, url }, signal);
    const times = await Promise.all(
      asked.map(async ({ service, urls }): Promise<ServiceTimes> => {
        const { durationsMs } = await timeUrls(urls, requests, send, () => false, signal);
        return { service, averageMs: averageOf(durationsMs), p95Ms: percentile95(durationsMs) };
      }),
    );
    return times.filter(({ averageMs }) => averageMs !== undefined);
  }
}
