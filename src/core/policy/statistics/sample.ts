/** A value at a time on the axis of elapsed time. */
export interface Sample {
  readonly tauMs: number;
  readonly value: number;
}
