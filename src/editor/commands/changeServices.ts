import * as vscode from 'vscode';
import type { OperationRequest } from '../../core/operation/plan/operationRequest.js';
import { titleOf } from '../../core/runbook/runbook.js';
import { leftOutText } from '../../view/words/operation/leftOutWords.js';
import { readArguments, type CommandArguments } from './arguments/commandArguments.js';
import type { CommandHandler } from './commandServices.js';
import { distinctServices, resolveServices, type ServiceTarget } from './arguments/resolveServices.js';
import type { OperationServices } from './operation/operationServices.js';
import { startOperation } from './operation/startOperation.js';
import { withLiveStacks } from './arguments/withLiveStacks.js';

/**
 * The frame of every command that changes services: reads its arguments, finds the services, and starts the operation that is asked for.
 * `ask` ends with undefined when the person gave up.
 */
export function changeServices(
  services: OperationServices,
  title: string,
  ask: (
    targets: readonly ServiceTarget[],
    args: CommandArguments,
  ) => Promise<Omit<OperationRequest, 'stackId'> | undefined>,
): CommandHandler {
  return async (...rawArgs) => {
    const args = readArguments(rawArgs);
    if (!args.ok) return void vscode.window.showErrorMessage(args.error);
    await withLiveStacks(services, async () => {
      const targets = await resolveServices(args.value, services.store.state, title, true);
      const [first] = targets ?? [];
      if (!targets || !first) return;
      // One operation is about one stack.
      const sameStack = targets.filter((target) => target.stack.id === first.stack.id);
      tellLeftOut(first, targets);
      const request = await ask(sameStack, args.value);
      if (request) await startOperation(services, { ...request, stackId: first.stack.id });
    });
  };
}

function tellLeftOut({ stack }: ServiceTarget, targets: readonly ServiceTarget[]): void {
  const others = distinctServices(targets).filter((target) => target.stack.id !== stack.id);
  if (others.length === 0) return;
  const named = others.map((other) => ({
    title: titleOf(other.runbook, other.service.name),
    stack: other.stack.name,
  }));
  void vscode.window.showInformationMessage(leftOutText(stack.name, named));
}

/** One count for each of the services, by Compose name. */
export const countsFor = (
  targets: readonly ServiceTarget[],
  count: (target: ServiceTarget) => number,
): OperationRequest['counts'] => Object.fromEntries(targets.map((target) => [target.service.name, count(target)]));
