import * as vscode from 'vscode';
import type { ActedAlone } from '../../app/operations/scheduleActor.js';
import type { Stack } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { blockingGuards } from '../../core/operation/operationPlan.js';
import { labelled } from '../../view/words/demoLabel.js';
import { guardText } from '../../view/words/guardWords.js';
import { operationOutcomeText } from '../../view/words/operationOutcomeWords.js';
import { operationPlanTitle } from '../../view/words/operationPlanWords.js';
import { planFailureText } from '../../view/words/planFailureText.js';
import { startRefusalText } from '../../view/words/startRefusalWords.js';

/** Tells what the schedule did, or could not do, while nobody was asked. */
export function tellActedAlone(stack: Stack, acted: ActedAlone): void {
  const by = `Schedule of ${oneLine(stack.name)}`;
  switch (acted.result) {
    case 'done': {
      const { outcome } = acted.operation;
      // Whatever is found interrupted is told of in one place, with what can be done about it.
      if (outcome?.result === 'interrupted') return;
      const isFault = outcome?.problem !== undefined && outcome.result !== 'cancelled';
      const show = isFault ? vscode.window.showErrorMessage : vscode.window.showInformationMessage;
      return void show(`${by}: ${operationOutcomeText(acted.operation)}`);
    }
    case 'blocked': {
      const [first] = blockingGuards(acted.plan);
      const why = first ? ` ${guardText(first.guard)}.` : '';
      return void vscode.window.showWarningMessage(
        `${by}: ${labelled(acted.plan.context, operationPlanTitle(acted.plan))} cannot start. Nothing was changed.${why}`,
      );
    }
    case 'refused':
      if (acted.refusal.reason === 'closed') return;
      return void vscode.window.showWarningMessage(`${by}: ${startRefusalText(acted.refusal)}`);
    case 'failed':
      return void vscode.window.showWarningMessage(`${by}: ${planFailureText(acted.failure)}`);
  }
}
