import * as vscode from 'vscode';
import type { Unwritten } from '../../core/operation/run/unwritten.js';
import { unwrittenText } from '../../view/words/operation/unwrittenWords.js';

/** Says what was lost because the journal could not be written. */
export const tellUnwritten = (what: Unwritten, reason: string): void =>
  void vscode.window.showWarningMessage(unwrittenText(what, reason));
