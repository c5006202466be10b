import type { StepState } from '../../core/scaling/change.js';

/** Told of every step of a stage whose phase has changed. */
export type StageStepListener = (state: StepState) => void;
