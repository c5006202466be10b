/** One accepted sample, as far as windows need to know it. */
export interface Point {
  readonly tauMs: number;
  readonly value: number;
  /** False where some replicas could not be read: it may be an alarm, but is no all-clear. */
  readonly complete: boolean;
}

/**
 * Samples one after the other that lie between the same bounds, each bridged to the next: as good as keeping all of them, and small
 * however many there are.
 */
export interface Span {
  /** Time of its first sample. */
  readonly fromTauMs: number;
  /** Time of its last sample. */
  readonly lastTauMs: number;
  /** Of its last sample; the others lie between the same bounds. */
  readonly value: number;
  readonly complete: boolean;
  /** The step from the span before it is short enough to be bridged. */
  readonly joined: boolean;
}

/** Enough for the longest windows at a sample a second; beyond it the oldest go, which can only delay a change. */
const maxSpans = 1_000;

/** Takes in a point. `alike` says whether it lies between the same bounds as the last span. */
export function extendSpans(
  spans: readonly Span[],
  point: Point,
  joined: boolean,
  alike: (span: Span, point: Point) => boolean,
): readonly Span[] {
  const last = spans.at(-1);
  const { tauMs, value, complete } = point;
  return last && joined && alike(last, point)
    ? [...spans.slice(0, -1), { ...last, lastTauMs: tauMs, value }]
    : [...spans, { fromTauMs: tauMs, lastTauMs: tauMs, value, complete, joined }];
}

/** Without what lies before a window that begins at `fromTauMs`; the span in effect there is kept. */
export function trimSpans(spans: readonly Span[], fromTauMs: number): readonly Span[] {
  const first = spans.findLastIndex((span) => span.fromTauMs <= fromTauMs);
  return spans.slice(Math.max(0, first, spans.length - maxSpans));
}
