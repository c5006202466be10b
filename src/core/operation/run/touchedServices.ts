import type { Operation } from '../operation.js';
import { isChanging } from '../stage.js';

/** Compose names of the services that an operation has changed something of, however it ended. What a stage was only to do counts for nothing. */
export const touchedServices = ({ plan, stages }: Pick<Operation, 'plan' | 'stages'>): readonly string[] => [
  ...new Set(
    plan.stages.flatMap((stage, index) => {
      const state = stages[index];
      const isTouched = state !== undefined && (state.phase === 'done' || state.steps.length > 0);
      return isChanging(stage) && isTouched ? [stage.service] : [];
    }),
  ),
];
