import { cliCommands } from '../../connection/cliCommands.js';
import type { DockerContext } from '../../connection/dockerContext.js';
import { composeScaleCommands, restartCommand, shellLine } from '../../scaling/commandLine.js';
import type { Stack } from '../../stack/stack.js';
import type { OperationPlan } from './operationPlan.js';

/**
 * A plan as a line for a shell, where one could do it: a limit of connections has no such line. None reaches the demo, and one that named no context
 * would change a real stack of the same name, where there is one. Empty where there is none.
 *
 * @param context the plan's; undefined where it is not the chosen one any more
 */
export function planCommand(plan: OperationPlan, stack: Stack, context: DockerContext | undefined): string {
  if (plan.stages.some(({ stage }) => stage === 'set-connections')) return '';
  const scales = plan.services.filter(({ kind }) => kind === 'scale');
  const restarts = plan.services.filter(({ kind }) => kind === 'restart');
  return shellLine(cliCommands([...restarts.map(restartCommand), ...composeScaleCommands(stack, scales)], context));
}
