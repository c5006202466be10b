import * as vscode from 'vscode';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.js';
import type { Remedy } from '../../core/diagnosis/remedy.js';
import { causeSentence } from '../../view/diagnosis/causeWords.js';
import { remedyAction, remedyText } from '../../view/diagnosis/remedyWords.js';
import { oneLine } from '../../view/markdown.js';

/** A remedy that can be begun from here. */
export interface RemedyAction {
  readonly label: string;
  readonly remedy: Remedy;
  /** What it is against. */
  readonly against: string;
}

/** Each once, those of the most likely cause first. */
export function actionsOf(diagnosis: Diagnosis): readonly RemedyAction[] {
  const all = diagnosis.causes.flatMap((cause) =>
    cause.remedies.flatMap((remedy): RemedyAction[] => {
      const label = remedyAction(remedy);
      return label === undefined ? [] : [{ label, remedy, against: causeSentence(cause, diagnosis) }];
    }),
  );
  return all.filter(({ label }, index) => all.findIndex((other) => other.label === label) === index);
}

/** All of them in a list, under what each is against. */
export async function chooseAction(
  actions: readonly RemedyAction[],
  diagnosis: Diagnosis,
): Promise<RemedyAction | undefined> {
  const items = [...new Set(actions.map(({ against }) => against))].flatMap((against) => [
    { label: oneLine(against), kind: vscode.QuickPickItemKind.Separator, action: undefined },
    ...actions
      .filter((action) => action.against === against)
      .map((action) => ({ label: action.label, detail: detailOf(action), action })),
  ]);
  const picked = await vscode.window.showQuickPick(items, {
    title: `What to do about ${oneLine(diagnosis.title)}`,
    placeHolder: 'Nothing is changed before you have seen it',
  });
  return picked?.action;
}

/** Where the line of the page says more than the label does. */
function detailOf({ label, remedy }: RemedyAction): string {
  const text = remedyText(remedy);
  return text === label ? '' : text;
}
