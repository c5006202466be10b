import * as vscode from 'vscode';
import type { EngineSession } from '../../app/connection/engineSession.js';
import type { ShellSession } from '../../app/ports.js';
import { ShellOutput } from '../../view/shellOutput.js';
import { failureSentence } from '../../view/words/connection/engineFailureWords.js';

/** A terminal with a shell inside one container, through the engine: the Docker CLI need not be on this machine. */
export function shellTerminal(
  session: EngineSession,
  containerId: string,
  name: string,
): vscode.ExtensionTerminalOptions {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number | void>();
  const lease = session.demand.acquire();
  let shell: ShellSession | undefined;
  let wantsClose = false;

  const open = async (size: vscode.TerminalDimensions | undefined): Promise<void> => {
    const connection = session.current?.connection;
    const opened = await connection?.openShell(containerId, size ?? { columns: 80, rows: 24 });
    if (!opened?.ok) {
      written.fire(
        `${opened ? failureSentence(opened.error) : 'The engine is not connected. Try again once it is.'}\r\n`,
      );
      return;
    }
    shell = opened.value;
    if (wantsClose) return void shell.dispose();
    const output = new ShellOutput();
    shell.onOutput((text) => written.fire(output.take(text)));
    shell.onExit((code) => closed.fire(code ?? 0));
  };

  return {
    name: `Shell: ${name}`,
    iconPath: new vscode.ThemeIcon('terminal'),
    isTransient: true,
    pty: {
      onDidWrite: written.event,
      onDidClose: closed.event,
      open: (size) => void open(size),
      handleInput: (data) => shell?.write(data),
      setDimensions: ({ columns, rows }) => shell?.resize(columns, rows),
      close: () => {
        wantsClose = true;
        shell?.dispose();
        lease.dispose();
      },
    },
  };
}
