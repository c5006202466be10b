import * as vscode from 'vscode';
import type { Remedy } from '../../../core/scaling/guards/remedy.js';
import { remedyTitle } from '../../../view/words/guards/remedyWords.js';

/** What a check offers to do about it. */
export class RemedyButton implements vscode.QuickInputButton {
  readonly iconPath: vscode.ThemeIcon;
  readonly tooltip: string;

  constructor(
    readonly remedy: Remedy,
    named: boolean,
  ) {
    this.iconPath = new vscode.ThemeIcon(remedyIcons[remedy.remedy]);
    this.tooltip = remedyTitle(remedy, Date.now(), named);
  }
}

export const remedyIcons = {
  'fit-to': 'symbol-ruler',
  'raise-connections': 'database',
  'free-room': 'arrow-swap',
  restart: 'debug-restart',
  'scale-first': 'add',
  'type-name': 'key',
  'auto-scaler': 'settings-gear',
  'look-again': 'refresh',
  'wait-until': 'bell',
  'copy-command': 'copy',
  explain: 'question',
  'open-logs': 'output',
  'open-compose-file': 'go-to-file',
  'open-runbook': 'book',
  'show-history': 'history',
} as const satisfies Record<Remedy['remedy'], string>;
