import fc from 'fast-check';
import { targets } from './targets.js';

/** How long one round tries one target before the next has its turn, ms. */
const turnMs = 20_000;

export interface Told {
  readonly target: string;
  readonly runs: number;
  /** Undefined: nothing was found. */
  readonly report: string | undefined;
}

/**
 * Tries every target in turn until the time is over, and a target no longer once something was found in it.
 *
 * @param seed the same one makes the same inputs
 * @param words that a target's name must contain
 */
export function fuzz(minutes: number, seed: number, words: string, tell: (text: string) => void): readonly Told[] {
  const until = Date.now() + minutes * 60_000;
  const told = new Map<string, Told>();
  const open = targets.filter(({ name }) => name.includes(words));
  for (let round = 0; open.length > 0 && Date.now() < until; round++) {
    for (const each of [...open]) {
      const leftMs = Math.min(turnMs, until - Date.now());
      if (leftMs <= 0) break;
      const result = fc.check(fc.property(each.inputs, each.check), {
        seed: seed + round,
        numRuns: 1_000_000,
        interruptAfterTimeLimit: leftMs,
        markInterruptAsFailure: false,
      });
      const runs = (told.get(each.name)?.runs ?? 0) + result.numRuns;
      const report = result.failed ? reportOf(result) : undefined;
      told.set(each.name, { target: each.name, runs, report });
      if (report === undefined) continue;
      tell(`${each.name}: ${report}`);
      open.splice(open.indexOf(each), 1);
    }
  }
  return [...told.values()];
}

/** The seed and the path are enough to find it again: `fc.check(…, { seed, path })`. */
function reportOf({ errorInstance, seed, counterexamplePath, counterexample }: fc.RunDetails<[unknown]>): string {
  const input = JSON.stringify(counterexample).slice(0, 2_000);
  return `${String(errorInstance)}\nseed ${seed}, path ${counterexamplePath ?? ''}\n${input}`;
}
