import * as vscode from 'vscode';
import { overallVerdict, type VerificationRequest } from '../../core/verification/verificationRun.js';
import { runbookFor } from '../../core/runbook/bundledRunbook.js';
import { oneLine } from '../../view/markdown.js';
import { markdownReport } from '../../view/verification/markdownReport.js';
import { verificationSentence } from '../../view/verification/verificationSentence.js';
import { planFailureText } from '../../view/words/planFailureText.js';
import { userName } from '../user.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './onStack.js';

/** *Verify Stack*: looks, changes nothing, and opens the report. */
export const verifyStack = (
  services: Pick<CommandServices, 'session' | 'store' | 'verifications' | 'pages'>,
): CommandHandler =>
  onStack(services, 'Verify Stack', async (stack) => {
    const { store, verifications, pages } = services;
    const request: VerificationRequest = { stackId: stack.id, services: [], pace: 'full', operation: undefined };
    const ran = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Verifying ${oneLine(stack.name)}`,
        cancellable: true,
      },
      (_progress, token) => {
        token.onCancellationRequested(() => verifications.cancel(request));
        return verifications.start(request, userName());
      },
    );
    if (!ran.ok) return void vscode.window.showErrorMessage(planFailureText(ran.error));
    const runbook = runbookFor(stack, store.state.runbooks);
    const page = markdownReport(ran.value, { operation: undefined, runbook });
    const name = `Verification of ${stack.name}`;
    const isWell = overallVerdict(ran.value) === 'pass';
    if (!isWell) await pages.open(name, page);
    const show = isWell ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    void show(verificationSentence(ran.value), 'Open Report').then((picked) => picked && pages.open(name, page));
  });
