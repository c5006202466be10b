import type { Span } from './span.js';

export type SpanTest = (span: Span) => boolean;

/** Sums of fractions of milliseconds must not make a window a sample longer. */
const roundingMs = 1e-3;

/**
 * True when, at the newest sample, the test has held over the window: at both of its ends, and for the share of it in between. Time
 * across a step that is not bridged counts neither for nor against, so lost samples can only delay. A window of 0 asks the newest
 * sample alone.
 */
export function sustained(spans: readonly Span[], holds: SpanTest, windowMs: number, share: number): boolean {
  const newest = spans.at(-1);
  if (!newest || !holds(newest)) return false;
  const fromTauMs = newest.lastTauMs - windowMs;
  const anchor = windowMs > 0 ? spanAt(spans, fromTauMs) : newest;
  if (!anchor || !holds(anchor)) return false;
  return heldMs(spans, holds, fromTauMs) + roundingMs >= share * windowMs;
}

/** How long the test has held since then, where it was observed. */
export function heldMs(spans: readonly Span[], holds: SpanTest, fromTauMs: number): number {
  return spans.reduce(
    (sum, span, index) =>
      holds(span) ? sum + Math.max(0, endOf(spans, index) - Math.max(span.fromTauMs, fromTauMs)) : sum,
    0,
  );
}

/** No sample after that time passes the test. */
export const noneSince = (spans: readonly Span[], test: SpanTest, tauMs: number): boolean =>
  !spans.some((span) => span.lastTauMs > tauMs && test(span));

/** The span whose value was in effect at that time; undefined across a step that is not bridged. */
function spanAt(spans: readonly Span[], tauMs: number): Span | undefined {
  const index = spans.findLastIndex((span) => span.fromTauMs <= tauMs);
  return index >= 0 && tauMs < endOf(spans, index) ? spans[index] : undefined;
}

/** A value counts until the next sample, or not beyond its own time where that is too far away. */
function endOf(spans: readonly Span[], index: number): number {
  const next = spans[index + 1];
  return next?.joined ? next.fromTauMs : (spans[index]?.lastTauMs ?? -Infinity);
}
