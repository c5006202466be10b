import { plannedOf } from '../../core/verification/plannedOf.js';
import type { Verification, VerificationItem } from '../../core/verification/verificationRun.js';
import { checkGroups, groupOf, type CheckGroupId } from './checkGroups.js';

export interface GroupedItems {
  readonly group: CheckGroupId;
  readonly items: readonly VerificationItem[];
}

/** The checks by the runbook's sections, in its order; sections without one are left out. */
export function groupedItems({ checks }: Pick<Verification, 'checks'>): readonly GroupedItems[] {
  return checkGroups
    .map((group) => ({ group, items: checks.filter((item) => groupOf[plannedOf(item).kind] === group) }))
    .filter(({ items }) => items.length > 0);
}
