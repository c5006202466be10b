import * as vscode from 'vscode';
import { demoContextName } from '../../core/demo/demoContext.js';
import type { ScenarioId } from '../../core/demo/scenario.js';
import { noDemo, scenarioBegun, scenarioLines } from '../../view/words/demoWords.js';
import type { CommandHandler, CommandServices } from './commandServices.js';
import { refuseWhileBusy } from './operation/refuseWhileBusy.js';

interface ScenarioItem extends vscode.QuickPickItem {
  readonly id: ScenarioId;
}

/** *Demo: Play Scenario*: a story on the demo's stack, from the baseline. */
export const playScenario =
  ({ demo, store, wanted }: Pick<CommandServices, 'demo' | 'store' | 'wanted'>): CommandHandler =>
  async () => {
    if (!demo.isRunning) return void offerDemo();
    if (refuseWhileBusy({ store })) return;
    const items = scenarioLines.map(({ id, label, detail }): ScenarioItem => ({ id, label, detail }));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Demo: Play Scenario',
      placeHolder: 'What is to happen on the demo',
      matchOnDetail: true,
    });
    if (!picked) return;
    // What was asked for before the stack was put back to its baseline is wanted no more.
    await wanted.forget(demoContextName);
    const begun = scenarioBegun(picked.id, vscode.workspace.isTrusted);
    if (demo.play(picked.id)) void vscode.window.showInformationMessage(begun);
    else void offerDemo();
  };

async function offerDemo(): Promise<void> {
  const tryIt = 'Try the Demo';
  if ((await vscode.window.showWarningMessage(noDemo, tryIt)) === tryIt)
    await vscode.commands.executeCommand('scalebook.tryDemo');
}
