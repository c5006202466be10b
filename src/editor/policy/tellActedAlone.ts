import * as vscode from 'vscode';
import type { ActedAlone } from '../../app/operations/scheduleActor.js';
import type { Stack } from '../../core/stack/stack.js';
import { oneLine } from '../../view/markdown.js';
import { guardText, planTitle } from '../../view/words/planWords.js';
import { outcomeText } from '../../view/words/operationWords.js';
import { planFailureText } from '../../view/words/planFailureText.js';

/** Tells what the schedule did, or could not do, while nobody was asked. */
export function tellActedAlone(stack: Stack, acted: ActedAlone): void {
  const by = `Schedule of ${oneLine(stack.name)}`;
  switch (acted.result) {
    case 'done': {
      const show = acted.operation.outcome?.problem
        ? vscode.window.showErrorMessage
        : vscode.window.showInformationMessage;
      return void show(`${by}: ${outcomeText(acted.operation)}`);
    }
    case 'blocked': {
      const guard = acted.plan.guards.find(({ verdict }) => verdict === 'block');
      const why = guard ? ` ${guardText(guard)}.` : '';
      return void vscode.window.showWarningMessage(
        `${by}: ${planTitle(acted.plan)} cannot start. Nothing was changed.${why}`,
      );
    }
    case 'failed':
      return void vscode.window.showWarningMessage(`${by}: ${planFailureText(acted.failure)}`);
  }
}
