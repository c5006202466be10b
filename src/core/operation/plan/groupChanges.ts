import { priorities } from '../../runbook/matrixRow.js';
import type { Runbook } from '../../runbook/runbook.js';
import type { ServicePlan } from '../../scaling/plan.js';
import type { Stack } from '../../stack/stack.js';

/**
 * Which changes come first: more before fewer, so that capacity comes before it goes; the other way round where the machine is too short
 * of room for the new ones. More: what others depend on first, then by the decision matrix, then in the runbook's order. Fewer: the reverse.
 */
export function groupChanges(
  plans: readonly ServicePlan[],
  stack: Stack,
  runbook: Runbook,
  roomFirst: boolean,
): readonly (readonly ServicePlan[])[] {
  const ordered = inOrder(plans, stack, runbook);
  const more = ordered.filter((plan) => plan.to >= plan.from);
  const fewer = ordered.filter((plan) => plan.to < plan.from).reverse();
  return (roomFirst ? [fewer, more] : [more, fewer]).filter((group) => group.length > 0);
}

function inOrder(plans: readonly ServicePlan[], stack: Stack, runbook: Runbook): readonly ServicePlan[] {
  const waiting = [...plans].sort(
    (a, b) =>
      priorityOf(a.service, runbook) - priorityOf(b.service, runbook) ||
      placeOf(a.service, runbook) - placeOf(b.service, runbook),
  );
  const ordered: ServicePlan[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((plan) => !waiting.some((other) => dependsOn(stack, plan.service, other.service)));
    // Services that depend on one another in a circle: any may be first.
    ordered.push(...waiting.splice(Math.max(0, free), 1));
  }
  return ordered;
}

/** Directly or not, by the labels of its replicas. */
function dependsOn(stack: Stack, service: string, other: string): boolean {
  if (service === other) return false;
  const seen = new Set([service]);
  const queue = [service];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    for (const next of stack.services.find((each) => each.name === name)?.origin?.dependsOn ?? []) {
      if (next === other) return true;
      if (!seen.has(next)) queue.push(next);
      seen.add(next);
    }
  }
  return false;
}

/** Of the rows of the decision matrix that name the service, the most urgent. */
function priorityOf(service: string, { matrix }: Runbook): number {
  const own = matrix.filter(({ scale }) => scale !== 'all' && scale.includes(service));
  return Math.min(priorities.length, ...own.map(({ priority }) => priorities.indexOf(priority)));
}

function placeOf(service: string, { services }: Runbook): number {
  const place = services.findIndex(({ name }) => name === service);
  return place < 0 ? services.length : place;
}
