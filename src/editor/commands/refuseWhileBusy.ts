import * as vscode from 'vscode';
import { isUnderWay } from '../../core/operation/operation.js';
import { isRunning } from '../../core/scaling/change.js';
import type { CommandServices } from './commandServices.js';

/**
 * True when this window runs an operation: what it acts on must not be taken away from under it. What the journal has as under way may be another
 * window's, or have been interrupted on a context that does not answer any more, and keeps nobody here.
 */
export async function refuseWhileBusy({
  store,
  operations,
}: Pick<CommandServices, 'store' | 'operations'>): Promise<boolean> {
  const { state } = store;
  const isOwn = async (): Promise<boolean> => (await operations()).runner.anyRunning;
  if (!state.changes.some(isRunning) && !(state.operations.some(isUnderWay) && (await isOwn()))) return false;
  void vscode.window.showWarningMessage(
    'An operation is running on this context. Nothing was changed; choose another once it has ended.',
  );
  return true;
}
