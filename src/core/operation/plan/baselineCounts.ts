import type { Runbook } from '../../runbook/runbook.js';
import { serviceOf } from '../../runbook/servicesInOrder.js';
import type { Stack } from '../../stack/stack.js';
import type { ServiceCounts } from './operationPlan.js';

/** The baseline of every service of the runbook that the stack has; undefined where the runbook knows none. */
export function baselineCounts(stack: Stack, runbook: Runbook): ServiceCounts | undefined {
  const known = runbook.services.filter(({ name }) => serviceOf(stack, runbook, name));
  return known.length === 0 ? undefined : Object.fromEntries(known.map(({ name, baseline }) => [name, baseline]));
}
