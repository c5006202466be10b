import type * as vscode from 'vscode';
import type { Row } from './view/rows/row.js';
import { wire } from './wiring/wiring.js';

/** What other extensions, and the tests, can ask. */
export interface ScalebookApi {
  /** The rows of the sidebar as they are now, the stacks first; empty until somebody has looked. */
  rows(): readonly Row[];
  /** The rows of the history; empty until somebody has looked. */
  history(): readonly Row[];
  /** The rows of the checklists; empty until somebody has looked. */
  checklists(): readonly Row[];
}

/** Makes every piece. What it returns is for tests: the rows that the views show. */
export function activate(context: vscode.ExtensionContext): ScalebookApi {
  const { pieces, tree, history, runs } = wire(context);
  context.subscriptions.push(pieces);
  return { rows: () => tree.topRows, history: () => history.topRows, checklists: () => runs.topRows };
}

/** Needed by the editor, and has nothing left to do. */
export function deactivate(): void {
  // The editor disposes what activate put into the subscriptions.
}
