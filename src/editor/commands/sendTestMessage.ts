import * as vscode from 'vscode';
import { testMessage } from '../../view/team/testMessage.js';
import { webhookTitles } from '../../view/words/webhookWords.js';
import { userName } from '../user.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

/** *Send Test Message to Team*: what a team sees of it is seen before the first operation. */
export const sendTestMessage =
  ({ webhook, messenger }: Pick<CommandServices, 'webhook' | 'messenger'>): CommandHandler =>
  async () => {
    const stored = await webhook.get();
    if (!stored) {
      const set = 'Set Team Webhook…';
      const picked = await vscode.window.showInformationMessage(
        'This workspace has no team webhook. Nothing was sent.',
        set,
      );
      if (picked === set) await vscode.commands.executeCommand('scalebook.setTeamWebhook');
      return;
    }
    const sent = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: 'Sending a test message', cancellable: true },
      async (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return (await messenger()).send(stored, testMessage(userName()), abort.signal);
      },
    );
    if (sent.ok)
      return void vscode.window.showInformationMessage(`${webhookTitles[stored.kind]} has taken the test message.`);
    tell(
      'error',
      `The test message was not taken by ${webhookTitles[stored.kind]}: ${sent.error}. Nobody was told; check the webhook.`,
      {
        'Set Team Webhook…': calling('scalebook.setTeamWebhook'),
        'Try Again': calling('scalebook.sendTestMessage'),
      },
    );
  };
