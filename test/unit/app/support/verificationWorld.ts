import type { EndTimes } from '../../../../src/app/diagnosis/ports.js';
import { Demand } from '../../../../src/app/live/demand.js';
import { WantedCounts } from '../../../../src/app/operations/change/wantedCounts.js';
import type { FigureSources } from '../../../../src/app/ports.js';
import { Ground } from '../../../../src/app/verification/ground.js';
import type { VerificationSources, WebAnswer, WebRequest } from '../../../../src/app/verification/ports.js';
import { RunVerification } from '../../../../src/app/verification/runVerification.js';
import type { VerificationParts } from '../../../../src/app/verification/verificationParts.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { EngineFailure } from '../../../../src/core/connection/engineFailure.js';
import type { ContainerEnd } from '../../../../src/core/diagnosis/containerDetails.js';
import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../src/core/runbook/runbook.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { findStack } from '../../../../src/core/stack/stack.js';
import type { BalancerService } from '../../../../src/core/verification/balancerService.js';
import type { CheckKind, PlannedCheck } from '../../../../src/core/verification/check.js';
import type { FiringAlert } from '../../../../src/core/verification/firingAlert.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';
import { containerRecord } from '../../support/containerRecord.js';
import { plannedCheck } from '../../support/verifications.js';
import { World } from './world.js';

export const teamStack = 'compose:up-schedule-generator';

export const teamReplica = (service: string, number: number, changes: Partial<ContainerRecord> = {}): ContainerRecord =>
  containerRecord(service, number, { project: 'up-schedule-generator', ...changes });

export const answer = (status: number, text = '', more: Partial<WebAnswer> = {}): Result<WebAnswer, string> =>
  ok({ status, text, durationMs: 4, headers: {}, ...more });

export const neverAborted = new AbortController().signal;

/** The runbook's stack on the context `here`, and everybody that a verification may ask, as a test says. */
export class VerificationWorld extends World {
  /** What was sent, in order. */
  readonly sent: WebRequest[] = [];
  onSend: (request: WebRequest, signal: AbortSignal) => Result<WebAnswer, string> | Promise<Result<WebAnswer, string>> =
    () => answer(200, '{}');
  traefik: Result<readonly BalancerService[], string> = fail('it answers HTTP 404');
  haproxy: Result<readonly BalancerService[], string> = fail('it answers HTTP 404');
  alerts: (from: string, url: string) => Result<readonly FiringAlert[], string> = () => ok([]);
  alertsThen: Result<readonly FiringAlert[], string> = ok([]);
  /** Who was asked for alerts or servers, in order. */
  readonly asked: string[] = [];
  /** What a metric of JSON is, each time that it is read. */
  figure: () => number | undefined = () => 0;
  ends: Result<readonly ContainerEnd[], EngineFailure> = ok([]);
  readonly endsAsked: ({ readonly ids: readonly string[] } & EndTimes)[] = [];
  readonly secret = new Map<string, string>();
  mayAsk = true;
  readonly usage = new Demand();
  readonly wanted = new WantedCounts(this.memory);
  readonly sources: VerificationSources = {
    send: (request, signal) => {
      this.sent.push(request);
      return Promise.resolve(this.onSend(request, signal));
    },
    traefikServices: (url) => this.told(`traefik ${url}`, this.traefik),
    haproxyServices: (url) => this.told(`haproxy ${url}`, this.haproxy),
    firingAlerts: (from, { url, credentials }) =>
      this.told(
        `${from} ${url}${credentials ? ` ${credentials.auth} ${credentials.secret}` : ''}`,
        this.alerts(from, url),
      ),
    alertsAgo: ({ url }, agoMs) => this.told(`alerts ${agoMs} ms ago ${url}`, this.alertsThen),
  };
  readonly parts: VerificationParts;
  readonly verifier: RunVerification;

  constructor(...records: readonly ContainerRecord[]) {
    super();
    this.add('here', ...records);
    const noFigure = { value: undefined, why: 'unreachable', problem: 'nobody is there' } as const;
    const figures: FigureSources = {
      prometheus: () => Promise.resolve(noFigure),
      prometheusRange: () => Promise.resolve(ok([])),
      json: (_url, paths) => {
        const value = this.figure();
        const figure = value === undefined ? noFigure : { value, sourceAt: undefined, partial: false };
        return Promise.resolve(new Map(paths.map((path) => [path, figure])));
      },
      probe: () => Promise.resolve({ status: 200, durationMs: 1, timedOut: false, problem: '' }),
    };
    this.parts = {
      session: this.session,
      store: this.store,
      needs: [this.usage],
      wanted: this.wanted,
      sources: () => Promise.resolve(this.sources),
      figures: () => Promise.resolve(figures),
      ends: (_connection, ids, times) => {
        this.endsAsked.push({ ids, ...times });
        return Promise.resolve(this.ends);
      },
      secrets: { get: (key) => Promise.resolve(this.secret.get(key)) },
      mayAsk: () => this.mayAsk,
      clock: this.clock,
    };
    this.verifier = new RunVerification(this.parts);
  }

  private told<T>(what: string, value: T): Promise<T> {
    this.asked.push(what);
    return Promise.resolve(value);
  }

  /** What checkers stand on, with the session connected. */
  async ground(operation?: Operation, change: (runbook: Runbook) => Runbook = (same) => same): Promise<Ground> {
    const connection = await this.connected();
    await this.clock.advance(100);
    const stack = findStack(this.store.state.snapshot ?? { stacks: [] }, teamStack);
    if (!stack) throw new Error('no stack');
    const runbook = change(runbookFor(stack, this.store.state.runbooks));
    const signal = neverAborted;
    return new Ground(this.parts, { connection, stack, runbook, operation, startedAt: this.clock.now(), signal });
  }

  /** Lets time pass until a promise has its value. */
  async passing<T>(promise: Promise<T>, stepMs = 1000, mostSteps = 3000): Promise<T> {
    let settled: { readonly value: T } | undefined;
    let failed: unknown;
    promise.then(
      (value) => (settled = { value }),
      (error: unknown) => (failed = error),
    );
    for (let step = 0; step < mostSteps && !settled; step++) {
      await this.clock.advance(stepMs);
      if (failed) throw failed as Error;
    }
    if (!settled) throw new Error('it does not end');
    return settled.value;
  }
}

export const plan = (kind: CheckKind, service: string, changes: Partial<PlannedCheck> = {}): PlannedCheck =>
  plannedCheck(kind, service, { id: service === '' ? kind : `${kind}/${service}`, ...changes });
