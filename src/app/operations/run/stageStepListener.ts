import type { StepState } from '../../../core/scaling/change.js';

/** Told of every step of a stage whose phase has changed. Ends, where it answers with a promise, once that is written down; it never rejects. */
export type StageStepListener = (state: StepState) => Promise<void> | undefined;
