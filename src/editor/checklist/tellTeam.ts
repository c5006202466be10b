import * as vscode from 'vscode';
import type { TeamMessenger } from '../../app/operations/ports.js';
import { isDemo } from '../../core/demo/demoContext.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import { plannedMessage } from '../../view/team/plannedMessage.js';
import { webhookTitles } from '../../view/words/webhookWords.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import type { TeamWebhook } from '../team/teamWebhook.js';
import { userName } from '../user.js';
import { calling } from '../calling.js';
import { tell } from '../tell.js';

export interface TellTeamNeeds {
  readonly webhook: TeamWebhook;
  readonly messenger: () => Promise<TeamMessenger>;
}

/** Tells the team by its webhook that a scaling is about to begin; where there is none, gives the words to tell it by hand. True once it was taken. */
export async function tellTeam({ webhook, messenger }: TellTeamNeeds, run: ChecklistRun): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    refuseUntrusted('Nobody was told; trust the workspace first.');
    return false;
  }
  const message = plannedMessage(run, userName());
  const stored = isDemo({ name: run.subject.context }) ? undefined : await webhook.get();
  if (!stored) {
    await offerByHand(`${message.title}\n${message.text}`, isDemo({ name: run.subject.context }));
    return false;
  }
  const sent = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Telling the team', cancellable: true },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return (await messenger()).send(stored, message, abort.signal);
    },
  );
  if (sent.ok) return true;
  tell(
    'error',
    `The message was not taken by ${webhookTitles[stored.kind]}: ${sent.error}. Nobody was told; check the webhook, or tell them by hand.`,
    {
      'Copy Message': () => vscode.env.clipboard.writeText(`${message.title}\n${message.text}`),
      'Set Team Webhook…': calling('scalebook.setTeamWebhook'),
    },
  );
  return false;
}

async function offerByHand(text: string, isSimulated: boolean): Promise<void> {
  const [copy, set] = ['Copy Message', 'Set Team Webhook…'];
  const why = isSimulated
    ? 'Of a demo nobody is told. Nothing was sent.'
    : 'This workspace has no team webhook. Nothing was sent; copy the message, or set one.';
  const picked = await vscode.window.showInformationMessage(why, copy, ...(isSimulated ? [] : [set]));
  if (picked === copy) await vscode.env.clipboard.writeText(text);
  if (picked === set) await vscode.commands.executeCommand('scalebook.setTeamWebhook');
}
