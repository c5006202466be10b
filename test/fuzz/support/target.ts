import type fc from 'fast-check';

/** A door of the product that hostile input comes in by, with what has to hold whatever comes. */
export interface Target<T = unknown> {
  readonly name: string;
  readonly inputs: fc.Arbitrary<T>;
  /** Throws where something does not hold. */
  readonly check: (input: T) => void;
  /** How often the unit tests try; about a second of them. */
  readonly fewRuns: number;
}

export const target = <T>(made: Target<T>): Target => made as unknown as Target;
