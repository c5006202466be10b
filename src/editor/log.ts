import * as vscode from 'vscode';
import type { Log } from '../app/ports.js';
import { hideSecrets } from '../core/secrecy/hideSecrets.js';

export interface OutputLog extends Log, vscode.Disposable {
  show(): void;
}

/** The output channel, made when there is first something to say. */
export function createOutputLog(): OutputLog {
  let channel: vscode.LogOutputChannel | undefined;
  const open = (): vscode.LogOutputChannel =>
    (channel ??= vscode.window.createOutputChannel('Scalebook', { log: true }));
  return {
    info: (message) => open().info(hideSecrets(message)),
    warn: (message) => open().warn(hideSecrets(message)),
    show: () => open().show(true),
    dispose: () => channel?.dispose(),
  };
}
