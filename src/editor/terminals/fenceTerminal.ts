import * as vscode from 'vscode';
import type { ShellCommand } from '../../app/checklist/ports.js';
import type { FenceShell } from '../../core/checklist/fence/fenceShell.js';
import { oneLine } from '../../view/markdown.js';

const isWindows = process.platform === 'win32';

/** Undefined: whatever the user has for a terminal. */
const programs = {
  bash: isWindows ? undefined : 'bash',
  sh: isWindows ? undefined : 'sh',
  zsh: 'zsh',
  powershell: isWindows ? 'powershell.exe' : 'pwsh',
  cmd: 'cmd.exe',
} as const satisfies Record<FenceShell, string | undefined>;

/**
 * Opens a terminal of the command's own shell, pointed to the context, with the command in it. One line is left there for a person to send; several
 * begin at once, since a line's end sends what is before it.
 */
export function fenceTerminal({ shell, text, folder, environment }: ShellCommand, context: string): void {
  const program = programs[shell];
  const terminal = vscode.window.createTerminal({
    name: `Docker: ${oneLine(context)}`,
    iconPath: new vscode.ThemeIcon('terminal'),
    cwd: folder,
    env: environment,
    isTransient: true,
    ...(program === undefined ? {} : { shellPath: program }),
  });
  terminal.show();
  terminal.sendText(text, text.includes('\n'));
}
