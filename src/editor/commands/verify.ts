import * as vscode from 'vscode';
import type { Stack } from '../../core/stack/stack.js';
import type { VerificationRequest } from '../../core/verification/verificationRun.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { lookAtServices } from './lookAtServices.js';
import { onStack } from './arguments/onStack.js';
import { ownArgument } from './arguments/ownArgument.js';
import { distinctServices } from './arguments/resolveServices.js';
import { badArgument } from '../../view/words/badArgument.js';

type Pace = VerificationRequest['pace'];
type Services = Pick<CommandServices, 'session' | 'store' | 'reports'>;

/** *Verify Stack*: all checks, or with `{ "quick": true }` those that take seconds. Looks, changes nothing, and opens the report. */
export const verifyStack = (services: Services, always?: Pace): CommandHandler =>
  withPace(always, (pace) => onStack(services, 'Verify Stack', async (stack) => verify(services, stack, [], pace)));

/** *Verify Service*: the checks of one service, or of those that are selected; takes `quick` as well. */
export const verifyService = (services: Services): CommandHandler =>
  withPace(undefined, (pace) =>
    lookAtServices(services, 'Verify Service', async (targets) => {
      const distinct = distinctServices(targets);
      const stacks = new Map(distinct.map(({ stack }) => [stack.id, stack]));
      await Promise.all(
        [...stacks.values()].map((stack) => {
          const own = distinct.filter((target) => target.stack.id === stack.id);
          return verify(
            services,
            stack,
            own.map(({ service }) => service.name),
            pace,
          );
        }),
      );
    }),
  );

async function verify({ reports }: Services, stack: Stack, services: readonly string[], pace: Pace): Promise<void> {
  await (await reports()).verify({ stackId: stack.id, services, pace, operation: undefined });
}

/** Takes `quick` out of what a command was called with. */
const withPace =
  (always: Pace | undefined, handler: (pace: Pace) => CommandHandler): CommandHandler =>
  (...args) => {
    const { own, others } = ownArgument(args, 'quick');
    if (own !== undefined && typeof own !== 'boolean')
      return void vscode.window.showErrorMessage(badArgument('"quick" must be true or false'));
    return handler(always ?? (own === true ? 'quick' : 'full'))(...others);
  };
