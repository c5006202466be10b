import * as vscode from 'vscode';
import { overallVerdict } from '../../core/verification/verification.js';
import { oneLine } from '../../view/markdown.js';
import { verificationPage, verificationSummary } from '../../view/verificationPage.js';
import { labelled } from '../../view/words/demoLabel.js';
import { planFailureText } from '../../view/words/planFailureText.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { onStack } from './onStack.js';

/** *Verify Stack*: looks, changes nothing, and opens the report. */
export const verifyStack = (
  services: Pick<CommandServices, 'session' | 'store' | 'verify' | 'pages'>,
): CommandHandler =>
  onStack(services, 'Verify Stack', async (stack) => {
    const report = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: `Verifying ${oneLine(stack.name)}`,
        cancellable: true,
      },
      (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return services.verify.run(stack.id, abort.signal);
      },
    );
    if (!report.ok) return void vscode.window.showErrorMessage(planFailureText(report.error));
    const page = verificationPage(report.value);
    const summary = verificationSummary(report.value);
    const name = `Verification of ${stack.name}`;
    if (overallVerdict(report.value.checks) !== 'pass') await services.pages.open(name, page);
    const show =
      overallVerdict(report.value.checks) === 'pass'
        ? vscode.window.showInformationMessage
        : vscode.window.showWarningMessage;
    void show(labelled(report.value.context, summary), 'Open Report').then(
      (picked) => picked && services.pages.open(name, page),
    );
  });
