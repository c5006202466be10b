import * as vscode from 'vscode';
import { prometheusSecretKey } from '../../app/live/prometheusReader.js';
import { onEnginesMachine } from '../../app/onEnginesMachine.js';
import { grafanaSecretKey } from '../../app/verification/grafanaSecretKey.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import { oneLine } from '../../view/markdown.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

/** A server that asks who one is, and where what is answered is kept. */
interface Guarded {
  readonly url: string;
  readonly auth: 'basic' | 'bearer';
  readonly what: string;
  readonly keyOf: (url: string) => string;
}

function guardedIn({ prometheus, verification }: Runbook): readonly Guarded[] {
  const { grafanaUrl } = verification;
  const own: Guarded[] = [];
  if (prometheus && prometheus.auth !== 'none')
    own.push({ url: prometheus.url, auth: prometheus.auth, what: 'Prometheus', keyOf: prometheusSecretKey });
  // Its alerts are asked for once there is a token.
  if (grafanaUrl !== undefined) own.push({ url: grafanaUrl, auth: 'bearer', what: 'Grafana', keyOf: grafanaSecretKey });
  return own;
}

/** *Set Prometheus Credentials*, and Grafana's token: kept in the editor's secret storage, never in the runbook file. An empty answer forgets them. */
export const setCredentials =
  ({ store, secrets }: Pick<CommandServices, 'store' | 'secrets'>): CommandHandler =>
  async () => {
    const servers = store.state.runbooks.flatMap(({ runbook }) => guardedIn(runbook));
    if (servers.length === 0) {
      return tell(
        'information',
        'No runbook file of this workspace has a Prometheus with "auth: basic" or "auth: bearer", or a Grafana. Nothing was stored; write one into the runbook first.',
        { 'Open Runbook': calling('scalebook.openRunbook') },
      );
    }
    const items = servers.map((server) => ({
      label: oneLine(server.url),
      description: `${server.what}, ${server.auth}`,
      server,
    }));
    const picked =
      items.length === 1
        ? items[0]
        : await vscode.window.showQuickPick(items, {
            title: 'Set Prometheus Credentials',
            placeHolder: 'Which server?',
          });
    if (!picked) return;
    const { auth, keyOf } = picked.server;
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
    await secrets.set(keyOf(url), answer === '' ? undefined : answer);
    void vscode.window.showInformationMessage(
      answer === ''
        ? `The credentials for ${oneLine(url)} are forgotten.`
        : `The credentials for ${oneLine(url)} are stored.`,
    );
  };
