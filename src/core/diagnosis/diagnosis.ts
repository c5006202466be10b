import type { CheckProblem } from '../verification/check.js';
import type { Cause } from './cause.js';
import type { Part } from './part.js';

/** A part that was to be looked at; with why it could not be, where it could not. */
export interface LookedAt {
  readonly part: Part;
  readonly problem: CheckProblem | undefined;
}

/** What came of looking for what is wrong with a service. */
export interface Diagnosis {
  /** Compose name, what people call it, and its stack's name. Hostile. */
  readonly service: string;
  readonly title: string;
  readonly stack: string;
  readonly stackId: string;
  /** Wall time, ms. */
  readonly at: number;
  readonly replicas: number;
  readonly ready: number;
  /** The most likely first. Empty where nothing was found. */
  readonly causes: readonly Cause[];
  /** In the order of the parts; what there is not is not in it. */
  readonly lookedAt: readonly LookedAt[];
}
