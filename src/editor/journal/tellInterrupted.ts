import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Operation } from '../../core/operation/operation.js';
import type { Disposable } from '../../util/disposable.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import type { CommandId } from '../ids.js';
import { interruptedText, interruptedWays } from '../../view/words/operation/operationWords.js';

/** An operation that was found interrupted longer ago has been told of when it was found. */
const newsMs = 60_000;

/** Offers once to go on with what was found interrupted, or to go back from it. Nothing is done by itself. */
export function tellInterrupted(store: LiveStore): Disposable {
  const told = new Set<string>();
  return store.onDidChange(({ operations }) => {
    for (const operation of operations.filter(isNews)) {
      if (told.has(operation.id)) continue;
      told.add(operation.id);
      void offer(operation);
    }
  });
}

const isNews = ({ outcome, continuedBy }: Operation): boolean =>
  outcome?.result === 'interrupted' && continuedBy === undefined && Date.now() - outcome.endedAt < newsMs;

async function offer(operation: Operation): Promise<void> {
  const now = Date.now();
  const text = interruptedText(operation, now, undefined);
  const picked = await vscode.window.showWarningMessage(text, ...interruptedWays(operation, now), 'Show Details');
  if (picked) await vscode.commands.executeCommand(commands[picked], operationRowId(operation.id));
}

const commands = {
  Resume: 'scalebook.resumeOperation',
  'Go Back': 'scalebook.undoOperation',
  'Show Details': 'scalebook.showDetails',
} as const satisfies Record<string, CommandId>;
