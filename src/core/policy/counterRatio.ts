/** One reading of two counters of the same process: requests, and those of them that failed. Cumulative since its start. */
export interface CounterSample {
  readonly tauMs: number;
  readonly requests: number;
  readonly errors: number;
}

export interface CounterRatio {
  /** Over the long window. */
  readonly longPercent: number;
  /** Over the short one. */
  readonly shortPercent: number;
  /** The lower of the two: over a bound only when both are, and below it as soon as the short one is. */
  readonly percent: number;
}

export interface RatioWindows {
  readonly longMs: number;
  readonly shortMs: number;
  /** A step between two readings that is longer says nothing about when its requests came. */
  readonly maxStepMs: number;
}

/** With fewer requests one failure says too much. */
export const leastRequests = 50;

/** The share of failed requests up to now; undefined while either window has too few requests to tell. */
export function counterRatio(
  samples: readonly CounterSample[],
  nowTauMs: number,
  { longMs, shortMs, maxStepMs }: RatioWindows,
): CounterRatio | undefined {
  const steps = increases(samples, maxStepMs).filter((step) => step.tauMs <= nowTauMs);
  const longPercent = percentSince(steps, nowTauMs - longMs);
  const shortPercent = percentSince(steps, nowTauMs - shortMs);
  if (longPercent === undefined || shortPercent === undefined) return undefined;
  return { longPercent, shortPercent, percent: Math.min(longPercent, shortPercent) };
}

/** What was counted between readings, at the time of the later one. */
function increases(samples: readonly CounterSample[], maxStepMs: number): readonly CounterSample[] {
  const read = samples.filter(({ requests, errors }) => Number.isFinite(requests) && Number.isFinite(errors));
  return read.flatMap((later, index) => {
    const earlier = read[index - 1];
    const stepMs = earlier ? later.tauMs - earlier.tauMs : Infinity;
    if (!earlier || stepMs <= 0 || stepMs > maxStepMs) return [];
    // Either counter going back is a restart of the process, and that begins both anew.
    const restarted = later.requests < earlier.requests || later.errors < earlier.errors;
    if (restarted) return [later];
    return [{ tauMs: later.tauMs, requests: later.requests - earlier.requests, errors: later.errors - earlier.errors }];
  });
}

/** Both ends of the window count: an increase belongs to the reading that showed it. */
function percentSince(steps: readonly CounterSample[], fromTauMs: number): number | undefined {
  const within = steps.filter((step) => step.tauMs >= fromTauMs);
  const requests = within.reduce((sum, step) => sum + step.requests, 0);
  const errors = within.reduce((sum, step) => sum + step.errors, 0);
  return requests < leastRequests ? undefined : (errors / requests) * 100;
}
