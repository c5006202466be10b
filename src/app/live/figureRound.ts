import { dockerFigure } from '../../core/policy/dockerFigures.js';
import { figureIntervalMs, figureKey, type Figure } from '../../core/policy/figure.js';
import { freshReadings } from '../../core/policy/reading.js';
import type { LiveState } from '../../core/live/liveState.js';
import type { MetricSource } from '../../core/runbook/metric.js';
import { foreignConnections, foreignQuery } from '../../core/runbook/connectionMetrics.js';
import { runbookService } from '../../core/runbook/runbook.js';
import type { Clock, PrometheusRange, SourceAnswer } from '../ports.js';
import { ClientAddresses } from './clientAddresses.js';
import type { CounterHistory } from './counterHistory.js';
import type { FigureWant } from './figureWants.js';
import { JsonReader } from './jsonReader.js';
import { PostgresReader } from './postgresReader.js';
import type { ProbeHistory } from './probeHistory.js';
import { ProbeReader } from './probeReader.js';
import { PrometheusReader } from './prometheusReader.js';
import { noAnswer, once, type RoundAccess } from './roundAccess.js';
import { shownAddress } from './sourceAddress.js';
import { messageOf } from '../../util/messageOf.js';

/** Longer than two readings take to follow each other, however slow they are. */
const missedMs = 60_000;
const rememberedMs = 60 * 60_000;

/** One reading of everything that is wanted: for each metric its sources in order, until one has a figure. */
export class FigureRound {
  private readonly prometheus: PrometheusReader;
  private readonly json: JsonReader;
  private readonly postgres: PostgresReader;
  private readonly probe: ProbeReader;
  /** By stack. */
  private readonly queries = new Map<string, Promise<string>>();

  constructor(
    private readonly wants: readonly FigureWant[],
    private readonly state: () => LiveState,
    private readonly access: RoundAccess,
    history: ProbeHistory,
    counters: CounterHistory,
    private readonly clock: Clock,
    private readonly clients = new ClientAddresses(),
  ) {
    this.prometheus = new PrometheusReader(access);
    this.json = new JsonReader(access, jsonPaths(wants), counters);
    this.postgres = new PostgresReader(access);
    this.probe = new ProbeReader(access, history, clock);
  }

  /** Tells of each figure as it comes, and ends with the last. */
  async run(onFigure: (figure: Figure) => void): Promise<void> {
    await Promise.all(this.wants.map(async (want) => onFigure(await this.figureOf(want))));
  }

  private async figureOf(want: FigureWant): Promise<Figure> {
    const failed: { readonly source: string; readonly problem: string }[] = [];
    for (const source of want.metric.sources) {
      const figure = await this.ask(want, source).catch((error: unknown) =>
        this.toFigure(want, source, noAnswer('no-figure', messageOf(error))),
      );
      if (figure.value !== undefined) return figure;
      failed.push(figure);
    }
    const [first, ...others] = failed;
    const problem =
      others.length === 0
        ? (first?.problem ?? 'the runbook names no source')
        : failed.map((entry) => `${entry.source}: ${entry.problem}`).join('; ');
    const { service, metric } = want;
    const [serviceId, at] = [service.id, this.clock.now()];
    const none = { value: undefined, complete: false, sourceAt: undefined } as const;
    return { serviceId, metric: metric.id, ...none, at, source: first?.source ?? '', problem };
  }

  private async ask(want: FigureWant, source: MetricSource): Promise<Figure> {
    const { runbook, service, stack } = want;
    switch (source.from) {
      case 'docker':
        return this.fromDocker(want, source);
      case 'prometheus': {
        if (!runbook.prometheus) return this.toFigure(want, source, noServer('Prometheus'));
        const query = forService(source.query, service.name);
        if (query === undefined)
          return this.toFigure(want, source, noAnswer('no-figure', "the service's name cannot stand in a query"));
        const answer = await this.prometheus.read(
          runbook.prometheus,
          query,
          source.absentIsZero && isPlainName(service.name) ? service.name : undefined,
        );
        const figure = this.toFigure(want, source, answer, source.scale);
        const range = figure.value === undefined ? undefined : this.missedBy(want);
        if (!range) return figure;
        // Of use, and nothing that the figure of now has to wait for in vain.
        const points = await this.prometheus.earlier(runbook.prometheus, query, range).catch(() => []);
        return { ...figure, earlier: points.map(({ at, value }) => ({ at, value: value * source.scale })) };
      }
      case 'json':
        return this.toFigure(want, source, await this.fromJson(source), source.scale);
      case 'postgres': {
        if (!runbook.postgres) return this.toFigure(want, source, noServer('PostgreSQL'));
        const query = want.metric.id === foreignConnections ? await this.foreignQuery(want) : source.query;
        const answer = await this.postgres.read(stack, runbook.postgres, query);
        return this.toFigure(want, source, answer, source.scale);
      }
      case 'probe': {
        const urls = runbookService(runbook, service.name)?.healthUrls ?? [];
        return this.toFigure(want, source, await this.probe.read(urls, source.figure));
      }
    }
  }

  /** Who is somebody else depends on where the stack's own clients are at this moment: each service's figure is the same. */
  private foreignQuery({ stack, runbook }: FigureWant): Promise<string> {
    const { connection, signal } = this.access;
    return once(this.queries, stack.id, async () =>
      foreignQuery(await this.clients.of(connection, stack, runbook, signal)),
    );
  }

  /** The time that nobody looked, up to an hour: a server that remembers it can still tell. Undefined where nothing was missed. */
  private missedBy({ service, metric }: FigureWant): PrometheusRange | undefined {
    const now = this.clock.now();
    const readAt = this.state().figures.get(figureKey(service.id, metric.id))?.at;
    if (readAt !== undefined && now - readAt <= missedMs) return undefined;
    return { fromAt: Math.max(now - rememberedMs, readAt ?? -Infinity), toAt: now, stepMs: figureIntervalMs };
  }

  private fromJson({ url, path, of }: MetricSource & { from: 'json' }): Promise<SourceAnswer> {
    return of === undefined ? this.json.read(url, path) : this.json.share(url, path, of);
  }

  /** From the readings that are there anyway. */
  private fromDocker(want: FigureWant, source: MetricSource & { from: 'docker' }): Figure {
    if (source.figure === 'memoryGrowth')
      return this.toFigure(want, source, noAnswer('no-figure', 'growth takes a history'));
    const now = this.clock.now();
    const { readings, readingIntervalMs } = this.state();
    const fresh = freshReadings(readings, now, readingIntervalMs);
    return dockerFigure(want.service, want.metric.id, source.figure, fresh, now);
  }

  private toFigure({ service, metric }: FigureWant, source: MetricSource, answer: SourceAnswer, scale = 1): Figure {
    const [serviceId, at] = [service.id, this.clock.now()];
    const of = { serviceId, metric: metric.id, at, source: sourceName(source) };
    if (answer.value === undefined)
      return { ...of, value: undefined, complete: false, sourceAt: undefined, problem: answer.problem };
    const value = answer.value * scale;
    const isNumber = Number.isFinite(value);
    return {
      ...of,
      value: isNumber ? value : undefined,
      complete: isNumber && !answer.partial,
      sourceAt: answer.sourceAt,
      problem: isNumber ? '' : 'it gives no finite number',
    };
  }
}

const noServer = (name: string): SourceAnswer => noAnswer('unreachable', `the runbook names no ${name} server`);

/** What Compose takes for a name; anything else would be part of the query's own language. */
const forService = (query: string, name: string): string | undefined => {
  if (!query.includes('{{service}}')) return query;
  return isPlainName(name) ? query.replaceAll('{{service}}', name) : undefined;
};

const isPlainName = (name: string): boolean => /^[a-zA-Z0-9][\w.-]*$/.test(name);

function sourceName(source: MetricSource): string {
  switch (source.from) {
    case 'docker':
      return 'Docker';
    case 'prometheus':
      return 'Prometheus';
    case 'json':
      return shownAddress(source.url);
    case 'postgres':
      return 'PostgreSQL';
    case 'probe':
      return 'probe';
  }
}

/** Every path that a metric has into an address's answer. */
function jsonPaths(wants: readonly FigureWant[]): ReadonlyMap<string, ReadonlySet<string>> {
  const paths = new Map<string, Set<string>>();
  for (const source of wants.flatMap(({ metric }) => metric.sources)) {
    if (source.from !== 'json') continue;
    const known = paths.get(source.url) ?? new Set();
    known.add(source.path);
    if (source.of !== undefined) known.add(source.of);
    paths.set(source.url, known);
  }
  return paths;
}
