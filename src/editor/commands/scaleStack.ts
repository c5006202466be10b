import * as vscode from 'vscode';
import type { ServiceCounts } from '../../core/operation/plan/operationPlan.js';
import { scalableServices } from '../../core/operation/plan/scalableServices.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { findStack } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { askCounts, type Outlook } from './ask/askCounts.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './arguments/onStack.js';
import type { OperationServices } from './operation/operationServices.js';
import { ownArgument } from './arguments/ownArgument.js';
import { startOperation } from './operation/startOperation.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';
import { badArgument } from '../../view/words/badArgument.js';

/** *Scale Stack*: counts of several services in one plan. Takes `{ "counts": { "frontend": 2, "backend": 3 } }`. */
export const scaleStack =
  (services: OperationServices & Pick<CommandServices, 'runbooks'>): CommandHandler =>
  (...args) => {
    const { own, others } = ownArgument(args, 'counts');
    if (own !== undefined && !isCounts(own))
      return void vscode.window.showErrorMessage(
        badArgument('"counts" must look like { "web": 3, "worker": 10 }, with whole numbers'),
      );
    return onStack(services, 'Scale Stack', async ({ id: stackId, name }) => {
      await (await services.runbooks()).readNow();
      const { snapshot, runbooks } = services.store.state;
      const stack = findStack(snapshot ?? { stacks: [] }, stackId);
      if (!stack) return;
      const scalable = scalableServices(stack, runbookFor(stack, runbooks));
      if (scalable.length === 0)
        return void tell(
          'information',
          `The runbook of ${oneLine(name)} names no service of it, so Scalebook scales none. Nothing was changed; write its services into the runbook first.`,
          { 'Open Runbook': calling('scalebook.openRunbook', { stack: name }) },
        );
      const outlook: Outlook = async (service, signal) =>
        (await services.operations()).outlook.look(stackId, service.name, signal);
      const counts = own ?? (await askCounts(scalable, `Scale ${oneLine(name)}`, outlook));
      if (counts) await startOperation(services, { kind: 'scale', stackId, counts });
    })(...others);
  };

function isCounts(value: unknown): value is ServiceCounts {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const counts: readonly unknown[] = Object.values(value);
  const isCount = (count: unknown): boolean => typeof count === 'number' && Number.isSafeInteger(count) && count >= 0;
  return counts.length > 0 && counts.every(isCount);
}
