import type { ServiceLimits } from '../runbook/runbook.js';
import { fail, ok, type Result } from '../../util/result.js';

export type TargetProblem =
  | { readonly reason: 'not-a-number' }
  | { readonly reason: 'above-max'; readonly max: number }
  | { readonly reason: 'below-min'; readonly min: number };

/** A replica count as a person types it. */
export function parseTarget(text: string, limits: ServiceLimits): Result<number, TargetProblem> {
  if (!/^\s*\d{1,6}\s*$/.test(text)) return fail({ reason: 'not-a-number' });
  const target = Number(text);
  if (target > limits.max) return fail({ reason: 'above-max', max: limits.max });
  if (target < limits.min) return fail({ reason: 'below-min', min: limits.min });
  return ok(target);
}
