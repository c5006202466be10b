/** A figure with the time it was taken at: wall time, ms. */
export interface TimedValue {
  readonly at: number;
  readonly value: number;
}

/** Figures over time, as columns; null is a gap. */
export interface Columns {
  readonly times: readonly number[];
  readonly columns: readonly (readonly (number | null)[])[];
}
