import { bundledRunbook } from '../../core/runbook/bundledRunbook.js';
import { isMeasuredOf } from '../../core/runbook/runbook.js';
import { measured } from './measured.js';
import type { World } from './world.js';

interface Point {
  readonly at: number;
  readonly value: number;
}

const scrapeMs = 15_000;
const keptPoints = 240;

/** Answers the queries of the bundled runbook, word for word, now and over the last hour. It understands no PromQL. */
export class DemoPrometheus {
  private readonly queries: ReadonlyMap<string, () => number | undefined>;
  private readonly history = new Map<string, Point[]>();
  private scrapedAt = -Infinity;

  constructor(private readonly world: World) {
    this.queries = new Map([...this.metrics(), ...this.ups()]);
  }

  knows(query: string): boolean {
    return this.queries.has(query);
  }

  now(query: string): number | undefined {
    return this.queries.get(query)?.();
  }

  /** Wall times, ms. */
  range(query: string, fromAt: number, toAt: number): readonly Point[] {
    return (this.history.get(query) ?? []).filter(({ at }) => at >= fromAt && at <= toAt);
  }

  /** Remembers what there is, four times a minute. */
  scrape(wallMs: number): void {
    // A clock that was set back: what was remembered is of a time that is still to come.
    if (wallMs < this.scrapedAt) this.forget(wallMs);
    if (wallMs - this.scrapedAt < scrapeMs) return;
    this.scrapedAt = wallMs;
    for (const [query, value] of this.queries) {
      const found = value();
      if (found === undefined) continue;
      const points = this.history.get(query) ?? [];
      this.history.set(query, [...points.slice(1 - keptPoints), { at: wallMs, value: found }]);
    }
  }

  private forget(fromMs: number): void {
    this.scrapedAt = -Infinity;
    for (const [query, points] of this.history)
      this.history.set(
        query,
        points.filter(({ at }) => at < fromMs),
      );
  }

  private metrics(): (readonly [string, () => number | undefined])[] {
    const { metrics, services } = bundledRunbook;
    return metrics.flatMap((metric) =>
      metric.sources.flatMap((source) =>
        source.from === 'prometheus'
          ? services
              .filter(({ name }) => isMeasuredOf(metric, name))
              .map(({ name }) => {
                const query = source.query.replaceAll('{{service}}', name);
                const value = (): number | undefined => {
                  const found = measured(this.world, metric.id, name);
                  return found === undefined ? undefined : found / source.scale;
                };
                return [query, value] as const;
              })
          : [],
      ),
    );
  }

  /** How many replicas of a service are scraped. */
  private ups(): (readonly [string, () => number | undefined])[] {
    return bundledRunbook.services.map(({ name }) => [
      `sum(up{job="${name}"})`,
      () => this.world.serving(name).length || undefined,
    ]);
  }
}
