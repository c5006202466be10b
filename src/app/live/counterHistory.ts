import { counterRatio, type CounterSample, type RatioWindows } from '../../core/policy/counterRatio.js';
import { figureIntervalMs } from '../../core/policy/figure.js';
import { longestGapMs } from '../../core/policy/longestGapMs.js';
import { ElapsedTime } from '../elapsedTime.js';
import type { Clock } from '../ports.js';

const windows: RatioWindows = {
  longMs: 10 * 60_000,
  shortMs: 60_000,
  maxStepMs: longestGapMs(figureIntervalMs),
};
/** A step that begins before the long window may end within it. */
const keptMs = windows.longMs + windows.maxStepMs;

/** The last minutes of pairs of counters. It outlives the rounds that fill it. */
export class CounterHistory {
  private readonly samples = new Map<string, readonly CounterSample[]>();
  /** Neither sleep nor a clock that was set makes an hour's requests those of a minute. */
  private readonly elapsed: ElapsedTime;

  constructor(clock: Clock) {
    this.elapsed = new ElapsedTime(clock);
  }

  /**
   * Takes in what two counters show now, and tells the share by what they grew; undefined while it was too little to tell.
   *
   * @param of what tells the pair from any other: the engine's context, since the same address is another machine's from another one, the
   * address, and both paths
   */
  percent(of: readonly string[], counted: Omit<CounterSample, 'tauMs'>): number | undefined {
    const key = of.join('\n');
    const tauMs = this.elapsed.ms;
    const samples = [...recent(this.samples.get(key) ?? [], tauMs), { tauMs, ...counted }];
    this.samples.set(key, samples);
    return counterRatio(samples, tauMs, windows)?.percent;
  }

  /** Lets go of what is too old to count. */
  forget(): void {
    const tauMs = this.elapsed.ms;
    for (const [key, samples] of this.samples) {
      const left = recent(samples, tauMs);
      if (left.length === 0) this.samples.delete(key);
      else this.samples.set(key, left);
    }
  }
}

const recent = (samples: readonly CounterSample[], tauMs: number): readonly CounterSample[] =>
  samples.filter((sample) => sample.tauMs >= tauMs - keptMs);
