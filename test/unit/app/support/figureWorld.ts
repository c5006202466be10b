import { ok } from '../../../../src/util/result.js';
import { Demand } from '../../../../src/app/live/demand.js';
import { FigureFeed } from '../../../../src/app/live/figureFeed.js';
import type { FigureSources, PrometheusAccess, SourceAnswer } from '../../../../src/app/ports.js';
import { figureKey, type Figure } from '../../../../src/core/policy/figure.js';
import type { ProbeOutcome } from '../../../../src/core/policy/probeFigures.js';
import { defaultSchedule, defaultVerification } from '../../../../src/core/runbook/defaultPolicies.js';
import type { Metric, MetricSource } from '../../../../src/core/runbook/metric.js';
import type { Runbook, RunbookService } from '../../../../src/core/runbook/runbook.js';
import type { Stack } from '../../../../src/core/stack/stack.js';
import { containerRecord } from '../../support/containerRecord.js';
import { World } from './world.js';

export const number = (value: number, sourceAt?: number): SourceAnswer => ({ value, sourceAt, partial: false });

export const nothing = (why: 'absent' | 'unreachable' | 'no-figure', problem: string = why): SourceAnswer => ({
  value: undefined,
  why,
  problem,
});

export const metric = (id: string, services: Metric['services'], ...sources: readonly MetricSource[]): Metric => ({
  id,
  title: id,
  group: 'load',
  unit: 'count',
  services,
  sources,
});

export const query = (text: string, scale = 1, absentIsZero = false): MetricSource => ({
  from: 'prometheus',
  query: text,
  scale,
  absentIsZero,
});

export const json = (path: string, url = 'http://jobs/m', scale = 1): MetricSource => ({
  from: 'json',
  url,
  path,
  of: undefined,
  scale,
});

export const service = (name: string, ...healthUrls: readonly string[]): RunbookService => ({
  name,
  title: name,
  min: 1,
  baseline: 1,
  max: 9,
  healthUrls,
  healthAverageMs: undefined,
  targets: [],
  memoryPerReplicaBytes: undefined,
  connectionsPerReplica: undefined,
});

export const runbookOfMetrics = (metrics: readonly Metric[], changes: Partial<Runbook> = {}): Runbook => ({
  origin: 'file',
  stack: undefined,
  services: [service('web')],
  otherServices: undefined,
  prometheus: { url: 'http://prometheus:9090', auth: 'none' },
  postgres: { service: 'db', user: 'ann', database: 'shop', reservedConnections: 3, connectionBuffer: 50 },
  metrics,
  rules: [],
  matrix: [],
  rungs: [],
  scaleDown: {
    conditions: [],
    holdMs: 0,
    betweenMs: 0,
    afterUpMs: 0,
    spikeAheadMs: 0,
    afterDeployMs: 0,
    matrix: [],
  },
  schedule: defaultSchedule,
  profiles: [],
  dashboards: [],
  contacts: [],
  notifications: { from: 'prepare', snoozeMs: 0 },
  operations: { settleMs: 0, watchMs: 0, watchEveryMs: 0, remindMs: 0 },
  verification: defaultVerification,
  ...changes,
});

/** Sources that answer as a test says; each question is noted, and held back while `held`. */
export class FakeSources implements FigureSources {
  readonly asked: string[] = [];
  readonly accesses: PrometheusAccess[] = [];
  onSignal: (signal: AbortSignal) => void = () => undefined;
  running = 0;
  mostRunning = 0;
  onPrometheus: (query: string) => SourceAnswer = () => number(1);
  onJson: (url: string, path: string) => SourceAnswer = () => number(1);
  onProbe: (url: string) => ProbeOutcome = () => ({ status: 200, durationMs: 20, timedOut: false, problem: '' });
  private gate: Promise<void> | undefined;

  hold(): () => void {
    let release = (): void => undefined;
    this.gate = new Promise((resolve) => (release = resolve));
    return () => {
      this.gate = undefined;
      release();
    };
  }

  prometheus(server: PrometheusAccess, text: string, signal: AbortSignal): Promise<SourceAnswer> {
    this.onSignal(signal);
    this.accesses.push(server);
    return this.note(`prometheus ${server.url} ${text}`, () => this.onPrometheus(text));
  }

  /** What was asked of the past, as `query from-to` in minutes before now. */
  readonly ranges: string[] = [];
  onRange: () => ReturnType<FigureSources['prometheusRange']> = () => Promise.resolve(ok([]));

  prometheusRange(
    ...[, query, { fromAt, toAt, stepMs }]: Parameters<FigureSources['prometheusRange']>
  ): ReturnType<FigureSources['prometheusRange']> {
    this.ranges.push(`${query} ${(toAt - fromAt) / 60_000} min by ${stepMs / 1000} s`);
    return this.onRange();
  }

  json(url: string, paths: readonly string[]): Promise<ReadonlyMap<string, SourceAnswer>> {
    return this.note(
      `json ${url} ${paths.join(' ')}`,
      () => new Map(paths.map((path) => [path, this.onJson(url, path)])),
    );
  }

  probe(url: string): Promise<ProbeOutcome> {
    return this.note(`probe ${url}`, () => this.onProbe(url));
  }

  private async note<T>(question: string, answer: () => T): Promise<T> {
    this.asked.push(question);
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      await this.gate;
      return answer();
    } finally {
      this.running -= 1;
    }
  }
}

/** A connected world of one stack, `shop`, with a web and a database, and a feed of figures over it that nobody needs yet. */
export async function figureWorld(...metrics: readonly Metric[]) {
  const world = new World();
  world.add('here', containerRecord('web', 1), containerRecord('db', 1));
  const sources = new FakeSources();
  const secrets = new Map<string, string>();
  const set = { runbook: runbookOfMetrics(metrics) };
  const feed = new FigureFeed(
    new Demand(),
    world.session,
    world.store,
    world.clock,
    (_stack: Stack) => set.runbook,
    () => Promise.resolve(sources),
    { get: (key) => Promise.resolve(secrets.get(key)) },
  );
  const connection = await world.connected();
  const figure = (id: string, name = 'web'): Figure | undefined =>
    world.store.state.figures.get(figureKey(`compose:shop/${name}`, id));
  return { world, clock: world.clock, sources, secrets, set, feed, connection, figure };
}
