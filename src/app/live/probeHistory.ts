import { recentProbes, type ProbeResult } from '../../core/policy/probeFigures.js';

/** The last minutes of answers of each health URL. It outlives the rounds that fill it. */
export class ProbeHistory {
  private readonly results = new Map<string, readonly ProbeResult[]>();

  /** The engine's context stands in the key, since the same address is another machine's from another context. */
  of(context: string, url: string): readonly ProbeResult[] {
    return this.results.get(key(context, url)) ?? [];
  }

  add(context: string, url: string, result: ProbeResult): void {
    this.results.set(key(context, url), [...recentProbes(this.of(context, url), result.at), result]);
  }

  /** Lets go of what is too old to count. */
  forget(now: number): void {
    for (const [id, results] of this.results) {
      const recent = recentProbes(results, now);
      if (recent.length === 0) this.results.delete(id);
      else this.results.set(id, recent);
    }
  }
}

const key = (context: string, url: string): string => `${context}\n${url}`;
