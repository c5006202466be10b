import type { Verdict } from '../../scaling/guards/guard.js';
import { allGuards, type OperationPlan, type PlannedGuard } from './operationPlan.js';

/** What makes a plan another one than the one that a person saw. */
export type PlanChange = { readonly change: 'stages' } | { readonly change: 'guard'; readonly guard: PlannedGuard };

const rank = { pass: 0, warn: 1, block: 2 } as const satisfies Record<Verdict, number>;

/**
 * Whether a plan that was made anew for the same request is still what the person said yes to: the same stages, and no guard that finds anything
 * worse. Figures may move, and what got better asks nobody again. Undefined where it is.
 */
export function changedSince(seen: OperationPlan, now: OperationPlan): PlanChange | undefined {
  const before = allGuards(seen);
  const worse = allGuards(now).find((guard) => rank[guard.guard.verdict] > worstOf(guard, before));
  if (worse) return { change: 'guard', guard: worse };
  return stagesText(seen) === stagesText(now) ? undefined : { change: 'stages' };
}

/** The worst that the same guard found of the same service; one that found nothing passed. */
const worstOf = ({ title, guard }: PlannedGuard, guards: readonly PlannedGuard[]): number =>
  Math.max(
    rank.pass,
    ...guards
      .filter((other) => other.title === title && other.guard.guard === guard.guard)
      .map((other) => rank[other.guard.verdict]),
  );

/** When replicas were started last is no part of it: one that ends again and again would make it another plan each time. */
const stagesText = ({ stages }: OperationPlan): string =>
  JSON.stringify(stages.map((stage) => ('startedAt' in stage ? { ...stage, startedAt: undefined } : stage)));
