import type { Operation } from '../../core/operation/operation.js';
import { isChanging } from '../../core/operation/stage.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { runbookService } from '../../core/runbook/runbook.js';
import { emptySnapshot, findStack } from '../../core/stack/stack.js';
import { averageOf, percentile95, type ResponseTimes } from '../../core/verification/judge/responseTime.js';
import type { EngineSession } from '../connection/engineSession.js';
import type { LiveStore } from '../live/liveStore.js';
import { sourceAddress } from '../live/sourceAddress.js';
import type { VerificationSources } from './ports.js';
import { timeUrls } from './timeUrls.js';

const requests = 20;
/** New replicas answer after that. */
const longestMs = 8000;
const requestTimeoutMs = 5000;
const mostOperations = 20;

type Times = ResponseTimes['before'];

/** How long the health URLs took to answer when an operation began, asked as they will be asked after it, to compare with. */
export class TimesBefore {
  private readonly taken = new Map<string, ReadonlyMap<string, Times>>();

  constructor(
    private readonly session: Pick<EngineSession, 'current'>,
    private readonly store: LiveStore,
    private readonly sources: () => Promise<VerificationSources>,
    private readonly mayAsk: () => boolean,
  ) {}

  /** Undefined parts where nothing was asked, or nothing answered. */
  of(operationId: string, service: string): Times {
    return this.taken.get(operationId)?.get(service) ?? { averageMs: undefined, p95Ms: undefined };
  }

  /** Asks the services that an operation is about to change. */
  async take({ id, plan }: Operation): Promise<void> {
    const context = this.session.current?.connection.context;
    const stack = findStack(this.store.state.snapshot ?? emptySnapshot, plan.stackId);
    if (!context || !stack || !this.mayAsk()) return;
    const runbook = runbookFor(stack, this.store.state.runbooks);
    const names = new Set(plan.stages.filter(isChanging).map(({ service }) => service));
    const sources = await this.sources();
    const signal = AbortSignal.timeout(longestMs);
    const times = new Map<string, Times>();
    this.taken.set(id, times);
    for (const old of [...this.taken.keys()].slice(0, -mostOperations)) this.taken.delete(old);
    for (const name of names) {
      const urls = (runbookService(runbook, name)?.healthUrls ?? []).flatMap((url) => {
        const target = sourceAddress(url, context);
        return target.ok ? [target.value] : [];
      });
      const usual = {
        method: 'GET',
        headers: {},
        body: undefined,
        timeoutMs: requestTimeoutMs,
        freshConnection: true,
      } as const;
      const send = (url: string): ReturnType<VerificationSources['send']> => sources.send({ ...usual, url }, signal);
      const { durationsMs } = await timeUrls(urls, requests, send, () => false, signal);
      times.set(name, { averageMs: averageOf(durationsMs), p95Ms: percentile95(durationsMs) });
    }
  }
}
