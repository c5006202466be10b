import { baselineCounts } from '../../core/operation/plan/baselineCounts.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { oneLine } from '../../view/markdown.js';
import type { CommandHandler } from './commandServices.js';
import { onStack } from './arguments/onStack.js';
import type { OperationServices } from './operation/operationServices.js';
import { startOperation } from './operation/startOperation.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

/** *Return to Baseline*: one plan for all services of the runbook. */
export const returnToBaseline = (services: OperationServices): CommandHandler =>
  onStack(services, 'Return to Baseline', async (stack) => {
    const counts = baselineCounts(stack, runbookFor(stack, services.store.state.runbooks));
    if (!counts) {
      return void tell(
        'error',
        `No baseline is known for ${oneLine(stack.name)}: no runbook describes it. Nothing was changed; create a runbook first.`,
        { 'Create Runbook': calling('scalebook.createRunbook', { stack: stack.name }) },
      );
    }
    await startOperation(services, { kind: 'baseline', stackId: stack.id, counts });
  });
