/** What the machine's two clocks show at one moment. */
export interface ClockReading {
  /** Never goes back, but may stand still while the machine sleeps. */
  readonly monoMs: number;
  /** Runs on through sleep, but can be set. */
  readonly wallMs: number;
}

/** Real elapsed time, from both clocks together. Holds nothing that JSON cannot. */
export interface Axis extends ClockReading {
  /** Elapsed since the axis began; never decreases. */
  readonly tauMs: number;
  /** Up to here the wall clock is not to be trusted for business hours; undefined when the clocks never disagreed. */
  readonly suspectUntilTauMs: number | undefined;
}

/** The clocks may drift apart by this much between two readings without meaning anything. */
const toleranceMs = 2_000;

/** The wall clock is suspect for this long after the clocks disagreed. */
const suspectMs = 10 * 60_000;

export const startAxis = ({ monoMs, wallMs }: ClockReading): Axis => ({
  tauMs: 0,
  monoMs,
  wallMs,
  suspectUntilTauMs: undefined,
});

/**
 * Time goes on by the monotonic clock, except where the wall clock ran ahead of it: then the machine slept, or the wall clock was set
 * forward. That cannot be told apart, and taking it for time that passed unobserved costs waiting, never a false alarm.
 */
export function advance(axis: Axis, { monoMs, wallMs }: ClockReading): Axis {
  const mono = Math.max(0, monoMs - axis.monoMs);
  const wall = wallMs - axis.wallMs;
  const skew = wall - mono;
  return moved(axis, { monoMs, wallMs }, skew > toleranceMs ? wall : mono, skew);
}

/**
 * After a reload, when the monotonic clock has started anew: only the wall clock knows how long it was. The gap is like a sleep of that
 * length, and a wall clock that went back makes it none.
 */
export function resumeAxis(saved: Axis, reading: ClockReading): Axis {
  const wall = reading.wallMs - saved.wallMs;
  return moved(saved, reading, Math.max(0, wall), wall);
}

function moved(axis: Axis, { monoMs, wallMs }: ClockReading, elapsedMs: number, skewMs: number): Axis {
  const tauMs = axis.tauMs + elapsedMs;
  return {
    tauMs,
    monoMs,
    wallMs,
    suspectUntilTauMs: Math.abs(skewMs) > toleranceMs ? tauMs + suspectMs : axis.suspectUntilTauMs,
  };
}
