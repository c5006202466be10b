import * as vscode from 'vscode';
import type { LiveState } from '../../../core/live/liveState.js';
import type { Operation } from '../../../core/operation/operation.js';
import { operationFacts, operationOfRow } from '../../../view/rows/historyRows.js';
import { dayTitle } from '../../../view/words/moments.js';
import { operationTitle } from '../../../view/words/operation/operationWords.js';
import { userName } from '../../user.js';

interface OperationItem extends vscode.QuickPickItem {
  readonly operation?: Operation;
}

/** Which operations a command is for, and what is said where there is none. */
export interface OperationChoice {
  readonly title: string;
  readonly fits: (operation: Operation) => boolean;
  readonly none: string;
}

/**
 * The operation of the row that a command was called on, the one that a caller names as `{ "operation": "…" }`, or one that a person picks.
 * Undefined where there is none, which then has been said.
 */
export async function chooseOperation(
  args: readonly unknown[],
  live: LiveState,
  { title, fits, none }: OperationChoice,
): Promise<Operation | undefined> {
  const { operations, changes } = live;
  const named = namedOperation(args[0]);
  if (named !== undefined) {
    const found = operations.find(({ id }) => id === named);
    if (found && fits(found)) return found;
    void vscode.window.showInformationMessage(
      found
        ? `${operationTitle(found.plan)}: ${none}`
        : 'The journal has no such operation any more. Nothing was done.',
    );
    return undefined;
  }
  const look = { now: Date.now(), zone: undefined, user: userName(), live };
  const fitting = operations.filter(fits);
  if (fitting.length === 0) {
    void vscode.window.showInformationMessage(none);
    return undefined;
  }
  let day = '';
  const items = fitting.flatMap((operation): readonly OperationItem[] => {
    const label = operationTitle(operation.plan);
    const item = { label, description: operationFacts(operation, changes, look).join(' · '), operation };
    const itsDay = dayTitle(operation.startedAt, look.now, look.zone);
    if (itsDay === day) return [item];
    day = itsDay;
    return [{ label: day, kind: vscode.QuickPickItemKind.Separator }, item];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Which operation?',
    matchOnDescription: true,
  });
  return picked?.operation;
}

function namedOperation(argument: unknown): string | undefined {
  if (typeof argument === 'string') return operationOfRow(argument) ?? argument;
  if (typeof argument !== 'object' || argument === null || !('operation' in argument)) return undefined;
  return typeof argument.operation === 'string' ? argument.operation : undefined;
}
