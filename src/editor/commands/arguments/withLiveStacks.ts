import * as vscode from 'vscode';
import { connectedFeed } from '../../../app/operations/connectedFeed.js';
import { emptySnapshot, type Snapshot } from '../../../core/stack/stack.js';
import { planFailureText } from '../../../view/words/operation/planFailureText.js';
import type { CommandServices } from '../commandServices.js';
import { tellWithWays } from '../../tellWithWays.js';

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
    else
      tellEngineFailure(planFailureText({ reason: 'engine', failure: connected.error }), () =>
        withLiveStacks({ session, store }, use),
      );
  } finally {
    lease.dispose();
  }
}

const tellEngineFailure = (sentence: string, again: () => Promise<void>): void =>
  tellWithWays('error', sentence, ['Try Again', 'Choose Context', 'Show Output'], again);
