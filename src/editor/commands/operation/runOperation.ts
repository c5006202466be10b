import * as vscode from 'vscode';
import type { Override } from '../../../core/operation/operation.js';
import type { OperationPlan } from '../../../core/operation/plan/operationPlan.js';
import type { StartRefusal } from '../../../core/operation/plan/startRefusal.js';
import { messageOf } from '../../../util/messageOf.js';
import { DisposableStore } from '../../../util/disposable.js';
import { labelled } from '../../../view/words/demoLabel.js';
import { operationProgress } from '../../../view/words/operation/operationProgress.js';
import { operationPlanTitle } from '../../../view/words/operation/operationPlanWords.js';
import { startRefusalText, startRefusalWays } from '../../../view/words/operation/startRefusalWords.js';
import { lookForCause } from '../../diagnosis/lookForCause.js';
import { tellOutcome } from '../../operations/tellOutcome.js';
import { tellWithWays } from '../../tellWithWays.js';
import type { OperationServices } from './operationServices.js';

/**
 * Runs a plan with its progress in sight, which also stops it, and says what came of it. Ends with the operation, not with what is said.
 *
 * @param again plans the same anew
 */
export async function runOperation(
  services: OperationServices,
  plan: OperationPlan,
  overrides: readonly Override[],
  again: () => Promise<void>,
): Promise<void> {
  const { runner } = await services.operations();
  const ran = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: labelled(plan.context, operationPlanTitle(plan)),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      const pieces = new DisposableStore();
      pieces.add(token.onCancellationRequested(() => abort.abort()));
      const follow = (id: string): void => {
        pieces.add(token.onCancellationRequested(() => runner.cancel(id)));
        pieces.add(report(services, id, progress));
      };
      try {
        return await runner.run(plan, overrides, abort.signal, follow);
      } finally {
        pieces.dispose();
      }
    },
  );
  if (!ran.ok) return void showRefusal(ran.error, again);
  // Not waited for: whoever waits for this keeps the connection, its readings and the rules at work.
  const { diagnosis, log } = services;
  tellOutcome(ran.value, '', (failure, title) => lookForCause(diagnosis, failure, title, false, log)).catch(
    (error: unknown) => log.warn(messageOf(error)),
  );
}

function report(
  { store }: OperationServices,
  id: string,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
): vscode.Disposable {
  let reported = 0;
  const tell = (): void => {
    const now = operationProgress(store.state, id, Date.now());
    if (!now) return;
    const percent = now.share * 100;
    progress.report({ message: now.message, increment: Math.max(0, percent - reported) });
    reported = Math.max(reported, percent);
  };
  const listener = store.onDidChange(tell);
  // A wait gets shorter without anything else changing.
  const timer = setInterval(tell, 5000);
  return new vscode.Disposable(() => {
    clearInterval(timer);
    listener.dispose();
  });
}

function showRefusal(refusal: StartRefusal, again: () => Promise<void>): void {
  if (refusal.reason === 'closed') return;
  const isFault = refusal.reason === 'journal' || refusal.reason === 'locks' || refusal.reason === 'end-unkept';
  tellWithWays(isFault ? 'error' : 'warning', startRefusalText(refusal), startRefusalWays(refusal), again);
}
