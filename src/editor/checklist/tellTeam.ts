import * as vscode from 'vscode';
import type { TeamMessenger } from '../../app/operations/ports.js';
import { isDemo } from '../../core/demo/demoContext.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import type { Operation } from '../../core/operation/operation.js';
import { runMessage } from '../../view/team/runMessage.js';
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

/**
 * Tells the team by its webhook what a run's operation is about to do, does or has done; where there is no webhook, gives the words to tell it by hand.
 *
 * @param what `end` tells of nothing but how it ended
 * @returns of what the team was told, once that was taken; undefined where it was not
 */
export async function tellTeam(
  { webhook, messenger }: TellTeamNeeds,
  run: ChecklistRun,
  operation: Operation | undefined,
  what: 'next' | 'end',
): Promise<'beginning' | 'end' | undefined> {
  if (!vscode.workspace.isTrusted) return void refuseUntrusted('Nobody was told; trust the workspace first.');
  if (what === 'end' && !operation?.outcome) return void offerNothing(operation !== undefined);
  const message = runMessage(run, operation, userName());
  const stored = isDemo({ name: run.subject.context }) ? undefined : await webhook.get();
  if (!stored)
    return void (await offerByHand(`${message.title}\n${message.text}`, isDemo({ name: run.subject.context })));
  const sent = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Telling the team', cancellable: true },
    async (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return (await messenger()).send(stored, message, abort.signal);
    },
  );
  if (sent.ok) return message.event === 'ended' ? 'end' : 'beginning';
  tell(
    'error',
    `The message was not taken by ${webhookTitles[stored.kind]}: ${sent.error}. Nobody was told; check the webhook, or tell them by hand.`,
    {
      'Copy Message': () => vscode.env.clipboard.writeText(`${message.title}\n${message.text}`),
      'Set Team Webhook…': calling('scalebook.setTeamWebhook'),
    },
  );
  return undefined;
}

function offerNothing(isUnderWay: boolean): void {
  void vscode.window.showInformationMessage(
    isUnderWay
      ? 'The operation has not ended yet, so there is no end to tell of. Nobody was told; tell the team once it has.'
      : 'No operation of this checklist has ended, so there is no end to tell of. Nobody was told; tell the team by hand, and tick it.',
  );
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
