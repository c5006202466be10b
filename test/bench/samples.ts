import type { Bench } from './bench.js';

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, sample) => sum + sample, 0) / middle.length;
}

/** Each side answers its own time, so that what it has to prepare does not count. */
export type Side = () => Promise<number>;

/** Samples of both sides in turns, the first place changing, so that a busy moment of the machine falls on both. */
export async function inTurns(
  { signal }: Bench,
  times: number,
  ours: Side,
  instead: Side,
): Promise<{ readonly oursMs: number[]; readonly insteadMs: number[] }> {
  const samples = { oursMs: [] as number[], insteadMs: [] as number[] };
  for (let round = 0; round < times; round += 1) {
    for (const isOurs of round % 2 === 0 ? [true, false] : [false, true]) {
      signal.throwIfAborted();
      (isOurs ? samples.oursMs : samples.insteadMs).push(await (isOurs ? ours() : instead()));
    }
  }
  return samples;
}
