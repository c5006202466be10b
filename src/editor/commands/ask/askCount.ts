import * as vscode from 'vscode';
import type { CountMeaning } from '../../../app/operations/schedule/countOutlook.js';
import type { ServiceLimits } from '../../../core/runbook/runbook.js';
import { parseTarget } from '../../../core/scaling/parseTarget.js';
import { targetMeaning, targetProblemText, targetVerdict } from '../../../view/words/policy/targetWords.js';

export interface CountQuestion {
  readonly title: string;
  readonly prompt: string;
  /** What the box begins with. */
  readonly value: number;
  readonly limits: ServiceLimits;
  /** How many there are; undefined where the count is for several services, and means nothing for all of them. */
  readonly present: number | undefined;
  /** Minimum, baseline and maximum, in words. */
  readonly bounds: string;
  /** What counts mean; it may take a while, and whoever types does not wait for it. */
  readonly outlook: (signal: AbortSignal) => Promise<CountMeaning | undefined>;
}

/** Asks for a count, and says while one types what it would mean. Undefined when the person gave up. */
export function askCount(question: CountQuestion): Promise<number | undefined> {
  const { title, prompt, value, outlook } = question;
  const box = vscode.window.createInputBox();
  box.title = title;
  box.prompt = prompt;
  box.value = String(value);
  let meaning: CountMeaning | undefined;
  const judge = (): void => void (box.validationMessage = judged(question, box.value, meaning));
  const end = new AbortController();
  box.busy = true;
  void outlook(end.signal)
    .then(
      (found) => void (meaning = found),
      () => undefined,
    )
    .finally(() => {
      if (end.signal.aborted) return;
      box.busy = false;
      judge();
    });
  return new Promise((resolve) => {
    let answer: number | undefined;
    box.onDidChangeValue(judge);
    box.onDidAccept(() => {
      const parsed = parseTarget(box.value, question.limits);
      if (!parsed.ok) return;
      answer = parsed.value;
      box.hide();
    });
    box.onDidHide(() => {
      end.abort();
      box.dispose();
      resolve(answer);
    });
    judge();
    box.show();
  });
}

function judged(
  { limits, present, bounds }: CountQuestion,
  text: string,
  meaning: CountMeaning | undefined,
): vscode.InputBoxValidationMessage | undefined {
  const parsed = parseTarget(text, limits);
  if (!parsed.ok)
    return { message: targetProblemText(parsed.error), severity: vscode.InputBoxValidationSeverity.Error };
  if (present === undefined) return undefined;
  const guards = parsed.value > present ? (meaning?.(parsed.value) ?? []) : [];
  // The plan says what can be done about it, so that it is no error here.
  const severity =
    targetVerdict(guards) === 'pass'
      ? vscode.InputBoxValidationSeverity.Info
      : vscode.InputBoxValidationSeverity.Warning;
  return { message: targetMeaning(present, parsed.value, bounds, guards), severity };
}
