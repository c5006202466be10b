import { leastRequests } from '../../core/policy/counterRatio.js';
import type { SourceAnswer } from '../ports.js';
import type { CounterHistory } from './counterHistory.js';
import { noAnswer, once, type RoundAccess } from './roundAccess.js';
import { sourceAddress } from './sourceAddress.js';

/** Asks JSON addresses within one round: each once, for all the paths that any metric has into its answer. */
export class JsonReader {
  private readonly answers = new Map<string, Promise<ReadonlyMap<string, SourceAnswer>>>();
  private readonly shares = new Map<string, Promise<SourceAnswer>>();

  constructor(
    private readonly access: RoundAccess,
    private readonly pathsOf: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly counters: CounterHistory,
  ) {}

  async read(url: string, path: string): Promise<SourceAnswer> {
    const { connection, sources, slots, signal } = this.access;
    const target = sourceAddress(url, connection.context);
    if (!target.ok) return noAnswer('unreachable', target.error);
    const paths = [...(this.pathsOf.get(url) ?? [path])];
    const found = await once(this.answers, url, () => slots.run(() => sources.json(target.value, paths, signal)));
    return found.get(path) ?? noAnswer('no-figure', `the answer has no ${path}`);
  }

  /** The percent of one counter within another, by what both grew lately. However many metrics ask, they are read once. */
  share(url: string, path: string, of: string): Promise<SourceAnswer> {
    return once(this.shares, [url, path, of].join('\n'), () => this.countedShare(url, path, of));
  }

  private async countedShare(url: string, path: string, of: string): Promise<SourceAnswer> {
    const [counted, all] = await Promise.all([this.read(url, path), this.read(url, of)]);
    if (counted.value === undefined) return counted;
    if (all.value === undefined) return all;
    const { context } = this.access.connection;
    const percent = this.counters.percent([context.name, url, path, of], {
      errors: counted.value,
      requests: all.value,
    });
    return percent === undefined
      ? noAnswer('no-figure', `${of} grew by less than ${leastRequests} in the last minute, too few to tell a share`)
      : { value: percent, sourceAt: undefined, partial: false };
  }
}
