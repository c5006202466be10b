import type { DecisionState } from '../decision.js';

/** How urgent a state is; larger is more so. */
export const stateRank = {
  steady: 0,
  'scale-down-possible': 1,
  watching: 2,
  prepare: 3,
  'scale-proactively': 4,
  'scale-now': 5,
} as const satisfies Record<DecisionState, number>;
