import * as vscode from 'vscode';
import type { EngineSession } from '../../app/connection/engineSession.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import { connectedFeed } from '../../app/operations/connectedFeed.js';
import type { Replica } from '../../core/stack/replica.js';
import { failureSentence } from '../../view/words/connection/engineFailureWords.js';
import { shortName } from '../../view/words/names.js';
import { logLine } from '../../view/terminalText.js';

const firstLines = 100;

/** A terminal that follows the logs of some replicas of one service. Closing it, or Ctrl+C, ends the following. */
export function logTerminal(
  session: EngineSession,
  store: LiveStore,
  stack: string,
  service: string,
  replicas: readonly Replica[],
): vscode.ExtensionTerminalOptions {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<void>();
  const end = new AbortController();
  const names = new Map(
    replicas.map((replica, index) => [replica.containerId, { name: shortName(replica.name, stack), index }]),
  );
  const width = Math.max(0, ...[...names.values()].map(({ name }) => name.length));

  const follow = async (): Promise<void> => {
    const lease = session.demand.acquire();
    try {
      const connected = await connectedFeed(session, store, end.signal);
      if (!connected.ok) return void written.fire(`${failureSentence(connected.error)}\r\n`);
      const followed = await connected.value.connection.followLogs(
        [...names.keys()],
        { tail: firstLines },
        ({ containerId, text }) => {
          const speaker = names.get(containerId);
          if (speaker) written.fire(logLine(speaker.name, speaker.index, width, text));
        },
        end.signal,
      );
      if (end.signal.aborted) return;
      written.fire(
        followed.ok
          ? 'The replicas have ended. Close this terminal, or open the logs anew.\r\n'
          : `${failureSentence(followed.error)}\r\n`,
      );
    } finally {
      lease.dispose();
    }
  };

  return {
    name: `Logs: ${service}`,
    iconPath: new vscode.ThemeIcon('output'),
    isTransient: true,
    pty: {
      onDidWrite: written.event,
      onDidClose: closed.event,
      open: () => void follow(),
      handleInput: (data) => {
        if (data !== '\u0003') return;
        end.abort();
        written.fire('\r\nNo longer following.\r\n');
      },
      close: () => end.abort(),
    },
  };
}
