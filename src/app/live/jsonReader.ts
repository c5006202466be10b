import type { SourceAnswer } from '../ports.js';
import { noAnswer, once, type RoundAccess } from './roundAccess.js';
import { sourceAddress } from './sourceAddress.js';

/** Asks JSON addresses within one round: each once, for all the paths that any metric has into its answer. */
export class JsonReader {
  private readonly answers = new Map<string, Promise<ReadonlyMap<string, SourceAnswer>>>();

  constructor(
    private readonly access: RoundAccess,
    private readonly pathsOf: ReadonlyMap<string, ReadonlySet<string>>,
  ) {}

  async read(url: string, path: string): Promise<SourceAnswer> {
    const { connection, sources, slots, signal } = this.access;
    const target = sourceAddress(url, connection.context);
    if (!target.ok) return noAnswer('unreachable', target.error);
    const paths = [...(this.pathsOf.get(url) ?? [path])];
    const found = await once(this.answers, url, () => slots.run(() => sources.json(target.value, paths, signal)));
    return found.get(path) ?? noAnswer('no-figure', `the answer has no ${path}`);
  }
}
