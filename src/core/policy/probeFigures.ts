import type { ProbeFigure } from '../runbook/metric.js';

/** How one question to a health URL ended. */
export interface ProbeOutcome {
  /** Undefined where no answer came. */
  readonly status: number | undefined;
  /** Until the answer, or until it was given up. */
  readonly durationMs: number;
  readonly timedOut: boolean;
  /** Why no answer came; empty when one did. */
  readonly problem: string;
}

export interface ProbeResult extends ProbeOutcome {
  /** Wall time at which it was asked, ms. */
  readonly at: number;
}

/** What came before this says nothing of now. */
export const probeWindowMs = 5 * 60_000;
/** Fewer results than this make no figure. */
const minProbeResults = 5;

/** Those of the results that still count. */
export const recentProbes = (results: readonly ProbeResult[], now: number): readonly ProbeResult[] =>
  results.filter(({ at }) => at > now - probeWindowMs && at <= now);

type ProbeAnswer =
  { readonly value: number; readonly problem: '' } | { readonly value: undefined; readonly problem: string };

/** One figure of a service from what its health URLs answered: times in ms, shares in percent. */
export function probeFigure(figure: ProbeFigure, results: readonly ProbeResult[], now: number): ProbeAnswer {
  const recent = recentProbes(results, now);
  if (recent.length < minProbeResults)
    return none(`still collecting: ${recent.length} of the ${minProbeResults} answers that it takes`);
  switch (figure) {
    case 'p50':
    case 'p95':
    case 'p99':
      return latency(recent, percents[figure]);
    case 'errorRate':
      return share(recent, ({ status }) => status === undefined || status >= 500);
    case 'serverErrors':
      return share(recent, ({ status }) => status !== undefined && status >= 500);
    case 'timeouts':
      return share(recent, ({ timedOut }) => timedOut);
  }
}

const percents = { p50: 50, p95: 95, p99: 99 } as const;

/** A question that was given up took at least as long as it was waited for; one that was refused took no time that says anything. */
function latency(recent: readonly ProbeResult[], percent: number): ProbeAnswer {
  const took = recent.filter(({ status, timedOut }) => status !== undefined || timedOut);
  if (took.length < minProbeResults)
    return none(`${recent.length - took.length} of ${recent.length} questions got no answer`);
  const sorted = took.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  // Nearest rank: a time that was measured, never one in between.
  const value = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
  return value === undefined ? none('no answer') : { value, problem: '' };
}

/**
 * Of so few questions one or two that fail are chance: only from the third on they are a share. Where none was answered or waited for, the
 * address is more likely wrong than all of the service's answers.
 */
function share(recent: readonly ProbeResult[], counts: (result: ProbeResult) => boolean): ProbeAnswer {
  if (recent.every(({ status, timedOut }) => status === undefined && !timedOut))
    return none(`nothing answers there: ${recent.at(-1)?.problem ?? ''}`);
  const counted = recent.filter(counts).length;
  return { value: counted < minFailures ? 0 : (counted / recent.length) * 100, problem: '' };
}

const minFailures = 3;

const none = (problem: string): ProbeAnswer => ({ value: undefined, problem });
