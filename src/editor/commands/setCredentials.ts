import * as vscode from 'vscode';
import { prometheusSecretKey } from '../../app/live/prometheusReader.js';
import { onEnginesMachine } from '../../app/onEnginesMachine.js';
import { oneLine } from '../../view/markdown.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

/** *Set Prometheus Credentials*: kept in the editor's secret storage, never in the runbook file. An empty answer forgets them. */
export const setCredentials =
  ({ store, secrets }: Pick<CommandServices, 'store' | 'secrets'>): CommandHandler =>
  async () => {
    const servers = store.state.runbooks.flatMap(({ runbook }) =>
      runbook.prometheus && runbook.prometheus.auth !== 'none' ? [runbook.prometheus] : [],
    );
    if (servers.length === 0) {
      return void vscode.window.showInformationMessage(
        'No runbook file of this workspace has a Prometheus with "auth: basic" or "auth: bearer". Nothing was stored.',
      );
    }
    const items = servers.map((server) => ({ label: oneLine(server.url), description: server.auth, server }));
    const picked =
      items.length === 1
        ? items[0]
        : await vscode.window.showQuickPick(items, {
            title: 'Set Prometheus Credentials',
            placeHolder: 'Which server?',
          });
    if (!picked) return;
    const { auth } = picked.server;
    const { connection } = store.state;
    // `localhost` is the engine's machine, and the credentials are that machine's.
    const url =
      (connection.phase === 'idle' ? undefined : onEnginesMachine(picked.server.url, connection.context)) ??
      picked.server.url;
    const answer = await vscode.window.showInputBox({
      title: `Credentials for ${oneLine(url)}`,
      prompt: auth === 'basic' ? 'user:password; empty forgets them' : 'The token; empty forgets it',
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) =>
        auth === 'basic' && text !== '' && !text.includes(':') ? 'Type the user, a colon, and the password' : undefined,
    });
    if (answer === undefined) return;
    await secrets.set(prometheusSecretKey(url), answer === '' ? undefined : answer);
    void vscode.window.showInformationMessage(
      answer === ''
        ? `The credentials for ${oneLine(url)} are forgotten.`
        : `The credentials for ${oneLine(url)} are stored.`,
    );
  };
