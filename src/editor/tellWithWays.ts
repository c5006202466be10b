import * as vscode from 'vscode';
import type { AgainWay, Way } from '../view/words/ways.js';
import { historyViewId, type CommandId } from './ids.js';

/** How loud it is. */
export type Tone = 'information' | 'warning' | 'error';

/**
 * Tells of something with buttons, and does what the one says that is pressed. Not to be waited for: it stays until somebody answers, and whoever
 * waits for that may keep a connection.
 *
 * @param again what *Plan Again*, *Show Plan* and *Try Again* do
 */
export function tellWithWays(tone: Tone, text: string, ways: readonly Way[], again: () => unknown): void {
  void shows[tone](text, ...ways).then((picked): unknown => {
    if (picked === undefined) return undefined;
    return isAgain(picked) ? again() : vscode.commands.executeCommand(commands[picked]);
  });
}

type Show = (text: string, ...ways: Way[]) => Thenable<Way | undefined>;

const shows = {
  information: (text, ...ways) => vscode.window.showInformationMessage(text, ...ways),
  warning: (text, ...ways) => vscode.window.showWarningMessage(text, ...ways),
  error: (text, ...ways) => vscode.window.showErrorMessage(text, ...ways),
} as const satisfies Record<Tone, Show>;

const isAgain = (way: Way): way is AgainWay => !Object.hasOwn(commands, way);

const commands = {
  'Show History': `${historyViewId}.focus`,
  'Show Output': 'scalebook.showOutput',
  'Choose Context': 'scalebook.selectContext',
  Refresh: 'scalebook.refresh',
  'Open Sidebar': 'scalebook.openSidebar',
} as const satisfies Record<Exclude<Way, AgainWay>, CommandId | `${typeof historyViewId}.focus`>;
