import * as vscode from 'vscode';
import { checkWebhookUrl, webhookKinds, type WebhookKind } from '../../core/team/webhook.js';
import { webhookFlaws, webhookHints, webhookTitles } from '../../view/words/webhookWords.js';
import type { CommandHandler, CommandServices } from './commandServices.js';

const title = 'Set Team Webhook';

/** *Set Team Webhook*: where operations are told of, kept in the editor's secret storage. An empty answer forgets it. */
export const setTeamWebhook =
  ({ webhook }: Pick<CommandServices, 'webhook'>): CommandHandler =>
  async () => {
    const before = await webhook.get();
    const kind = await askKind(before?.kind);
    if (!kind) return;
    const answer = await vscode.window.showInputBox({
      title: `${webhookTitles[kind]} webhook`,
      prompt: before ? 'The address; empty forgets the one that is stored' : 'The address; it is kept as a secret',
      placeHolder: 'https://…',
      password: true,
      ignoreFocusOut: true,
      validateInput: flawOf,
    });
    if (answer === undefined) return;
    const url = checkWebhookUrl(answer);
    await webhook.set(url.ok ? { kind, url: url.value } : undefined);
    if (!url.ok) return void vscode.window.showInformationMessage('The team webhook is forgotten. Nobody is told.');
    const test = 'Send Test Message';
    const picked = await vscode.window.showInformationMessage(
      `The ${webhookTitles[kind]} webhook is stored for this workspace.`,
      test,
    );
    if (picked === test) await vscode.commands.executeCommand('scalebook.sendTestMessage');
  };

function flawOf(text: string): string | undefined {
  if (text === '') return undefined;
  const checked = checkWebhookUrl(text);
  if (!checked.ok) return webhookFlaws[checked.error];
  return URL.canParse(checked.value) ? undefined : webhookFlaws['no-address'];
}

async function askKind(present: WebhookKind | undefined): Promise<WebhookKind | undefined> {
  const items = webhookKinds.map((kind) => ({
    label: webhookTitles[kind],
    description: kind === present ? 'stored' : '',
    detail: webhookHints[kind],
    kindOfHook: kind,
  }));
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: 'Who is told?' });
  return picked?.kindOfHook;
}
