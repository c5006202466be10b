import { allGuards, type OperationPlan } from './operationPlan.js';

/** Names that a person has to type before the plan starts: of protected contexts. */
export const namesToType = (plan: OperationPlan): readonly string[] => [
  ...new Set(allGuards(plan).flatMap(({ guard }) => (guard.guard === 'protected-context' ? [guard.context] : []))),
];
