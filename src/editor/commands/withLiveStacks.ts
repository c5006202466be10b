import * as vscode from 'vscode';
import { connectedFeed } from '../../app/operations/connectedFeed.js';
import { emptySnapshot, type Snapshot } from '../../core/stack/stack.js';
import { failureSentence } from '../../view/words/engineFailureWords.js';
import type { CommandServices } from './commandServices.js';

/** The stacks as they are now, connecting first where nobody looks yet. Says why when they cannot be had. */
export async function withLiveStacks(
  { session, store }: Pick<CommandServices, 'session' | 'store'>,
  use: (snapshot: Snapshot) => Promise<void>,
): Promise<void> {
  const lease = session.demand.acquire();
  try {
    const connected = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: 'Scalebook: connecting' },
      () => connectedFeed(session, store, AbortSignal.timeout(15_000)),
    );
    if (connected.ok) await use(store.state.snapshot ?? emptySnapshot);
    else await showEngineFailure(failureSentence(connected.error));
  } finally {
    lease.dispose();
  }
}

export async function showEngineFailure(sentence: string): Promise<void> {
  const choose = 'Choose Context';
  const output = 'Show Output';
  const picked = await vscode.window.showErrorMessage(sentence, choose, output);
  if (picked === choose) await vscode.commands.executeCommand('scalebook.selectContext');
  if (picked === output) await vscode.commands.executeCommand('scalebook.showOutput');
}
