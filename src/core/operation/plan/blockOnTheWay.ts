import type { Refusal } from '../../policy/decision.js';
import type { CalmGuard, ConnectionsGuard, DriftGuard, Guard, HostGuard } from '../../scaling/guards/guard.js';
import type { OperationPlan, PlannedGuard } from './operationPlan.js';

/** What can come to stand in the way while an operation is under way: room of the machine, connections, another image or file, the hour. */
type Coming = HostGuard | ConnectionsGuard | DriftGuard | CalmGuard;

export interface BlockOnTheWay extends PlannedGuard {
  readonly guard: Coming;
}

const coming: readonly Guard['guard'][] = ['host-memory', 'host-cpu', 'host-disk', 'connections', 'drift', 'calm'];

const isComing = (check: PlannedGuard): check is BlockOnTheWay => coming.includes(check.guard.guard);

/**
 * What speaks against fewer from outside. The rest is of the load, at which each wait looks by itself, or of the operation's own steps: that there was
 * one not long ago, and that what is left carries more.
 */
const fromOutside: readonly Refusal['refusal'][] = [
  'business-hours',
  'keep-window',
  'calendar-unknown',
  'spike-expected',
  'recent-deployment',
];

/**
 * What stands in the way of an operation by now that did not when a person said yes to its plan. Nothing that they have set aside, whatever its
 * figures are by now.
 *
 * @param found by the same guards, of what the operation does next
 */
export function blockOnTheWay(plan: OperationPlan, found: readonly PlannedGuard[]): BlockOnTheWay | undefined {
  return found
    .filter(isComing)
    .filter((check) => !wasSeen(plan, check))
    .map(({ title, guard }) => ({ title, guard: guard.guard === 'calm' ? outsideOf(guard) : guard }))
    .find(({ guard }) => guard.verdict === 'block');
}

/** The plan was confirmed though it said so. Calm that only warns is not waited for, whatever speaks against it. */
const wasSeen = ({ guards }: OperationPlan, { title, guard }: PlannedGuard): boolean =>
  guards.some(
    (seen) =>
      seen.title === title &&
      seen.guard.guard === guard.guard &&
      (seen.guard.verdict === 'block' || (guard.guard === 'calm' && seen.guard.verdict === 'warn')),
  );

function outsideOf(guard: CalmGuard): CalmGuard {
  if (!guard.known) return guard;
  const against = guard.against.filter(({ refusal }) => fromOutside.includes(refusal.refusal));
  return { ...guard, against, verdict: against.length > 0 ? guard.verdict : 'pass' };
}
