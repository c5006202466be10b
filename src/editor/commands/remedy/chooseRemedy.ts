import * as vscode from 'vscode';
import type { Remedy } from '../../../core/scaling/guards/remedy.js';
import { remedyDetail, remedyTitle } from '../../../view/words/guards/remedyWords.js';
import { remedyIcons } from './remedyButton.js';

/**
 * The buttons of a check as a list, for whoever has no mouse at hand: each with what comes of it. Undefined for the way back to the plan.
 *
 * @param finding what the check says
 * @param named says which service, where the plan is of several
 */
export async function chooseRemedy(
  finding: string,
  remedies: readonly Remedy[],
  named: boolean,
): Promise<Remedy | undefined> {
  const now = Date.now();
  const items = remedies.map((remedy) => ({
    label: `$(${remedyIcons[remedy.remedy]}) ${remedyTitle(remedy, now, named)}`,
    description: remedyDetail(remedy),
    remedy,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: finding,
    placeHolder: 'What to do about it? Esc goes back to the plan.',
    ignoreFocusOut: true,
  });
  return picked?.remedy;
}
