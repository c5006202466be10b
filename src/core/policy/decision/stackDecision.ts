import { priorities } from '../../runbook/matrixRow.js';
import type { Decision } from '../decision.js';
import { stateRank } from './stateRank.js';

/**
 * The decision that matters most across the services of a stack: the most urgent state, then one that something can be done
 * about, then the higher priority of the matrix, then the longest; otherwise in the order given.
 */
export function stackDecision<T extends { readonly decision: Decision }>(services: readonly T[]): T | undefined {
  return [...services].sort((a, b) => compareDecisions(a.decision, b.decision))[0];
}

/** Negative when `a` matters more. */
export const compareDecisions = (a: Decision, b: Decision): number =>
  stateRank[b.state] - stateRank[a.state] ||
  Number(b.recommendation !== undefined) - Number(a.recommendation !== undefined) ||
  priorityOf(a) - priorityOf(b) ||
  b.forMs - a.forMs;

/** 0 is the highest; after all of them what no row of the matrix names. */
function priorityOf({ recommendation }: Decision): number {
  const rows = (recommendation?.reasons ?? []).flatMap((reason) => (reason.reason === 'matrix' ? [reason.row] : []));
  return Math.min(priorities.length, ...rows.map(({ priority }) => priorities.indexOf(priority)));
}
