import type { PlanFailure } from '../core/scaling/planFailure.js';
import { planFailureText, planFailureWays } from '../view/words/operation/planFailureText.js';
import { tellWithWays } from './tellWithWays.js';

/**
 * Says why there is no plan, or nothing to look at, with what can be done about it.
 *
 * @param again what *Try Again* does
 */
export const tellPlanFailure = (failure: PlanFailure, again: () => unknown): void =>
  tellWithWays('error', planFailureText(failure), planFailureWays(failure), again);
