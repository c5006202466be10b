import * as vscode from 'vscode';
import { cliEnvironment } from '../../core/connection/cliEnvironment.js';
import type { DockerContext } from '../../core/connection/dockerContext.js';
import { isDemo } from '../../core/demo/demoContext.js';
import { oneLine } from '../../view/markdown.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import { tell } from '../tell.js';

/**
 * Puts a command line into a terminal that speaks to the chosen context's engine, and leaves it there: a person reads it, changes it, and sends
 * it or does not.
 */
export function prefillTerminal(command: string, context: DockerContext | undefined): void {
  const env = context && !isDemo(context) ? cliEnvironment(context) : undefined;
  if (!vscode.workspace.isTrusted) return void refuseUntrusted('Nothing was run; trust the workspace first.');
  // A line end would send it.
  if (/[^\x20-\x7e]/.test(command))
    return tell(
      'error',
      'The command has characters that cannot be shown safely. Nothing was run; type it yourself.',
      {},
    );
  if (!context || !env)
    return tell(
      'error',
      'The Docker CLI cannot be pointed to this context. Nothing was run; run the command where it can.',
      { 'Copy the Command': () => vscode.env.clipboard.writeText(command) },
    );
  const terminal = vscode.window.createTerminal({
    name: `Docker: ${oneLine(context.name)}`,
    iconPath: new vscode.ThemeIcon('terminal'),
    env,
    isTransient: true,
  });
  terminal.show();
  terminal.sendText(command, false);
}
