import { freshPolicy } from '../../../core/policy/stackStatus.js';
import { limitsOf, runbookService, titleOf } from '../../../core/runbook/runbook.js';
import { presentCount } from '../../../core/stack/stack.js';
import { list } from '../../../view/figures.js';
import { oneLine } from '../../../view/markdown.js';
import { askCount } from './askCount.js';
import type { OperationServices } from '../operation/operationServices.js';
import type { ServiceTarget } from '../arguments/resolveServices.js';
import { calling } from '../../calling.js';
import { tell } from '../../tell.js';

/**
 * Asks how many replicas, beginning with what the rules recommend, and says while one types what the number would mean. With several services the
 * number is for each.
 */
export async function askTarget(
  { store, operations }: OperationServices,
  targets: readonly ServiceTarget[],
): Promise<number | undefined> {
  const limits = targets.map(({ runbook, service }) => limitsOf(runbook, service.name));
  const known = limits.filter((entry) => entry !== undefined);
  const titles = targets.map(({ runbook, service }) => oneLine(titleOf(runbook, service.name)));
  if (known.length < limits.length) {
    const title = titles[limits.indexOf(undefined)] ?? '';
    tell(
      'error',
      `The runbook does not name ${title}, so Scalebook does not scale it. Nothing was changed; write it into the runbook first.`,
      { 'Open Runbook': calling('scalebook.openRunbook', { stack: targets[0]?.stack.name }) },
    );
    return undefined;
  }
  const min = Math.max(...known.map((entry) => entry.min));
  const max = Math.min(...known.map((entry) => entry.max));
  const [first] = targets;
  const only = targets.length === 1 ? first : undefined;
  const present = first ? presentCount(first.service) : 0;
  const baseline = first && runbookService(first.runbook, first.service.name)?.baseline;
  const bounds = [`min ${min}`, baseline === undefined ? '' : `baseline ${baseline}`, `max ${max}`]
    .filter(Boolean)
    .join(' · ');
  const recommended = only && freshPolicy(store.state, only.service, Date.now())?.decision.recommendation?.target;
  const advice = recommended === undefined || recommended === present ? '' : ` · recommended: ${recommended}`;
  return askCount({
    title: `Scale ${list(titles)}`,
    prompt: only ? `${present} now${advice} · ${bounds}` : `each of them · ${bounds}`,
    value: recommended ?? present,
    limits: { min, max },
    present: only ? present : undefined,
    bounds,
    outlook: async (signal) => {
      if (!only) return undefined;
      const { outlook } = await operations();
      return outlook.look(only.stack.id, only.service.name, signal);
    },
  });
}
