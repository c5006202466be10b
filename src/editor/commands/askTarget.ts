import * as vscode from 'vscode';
import { limitsOf, runbookService, titleOf } from '../../core/runbook/runbook.js';
import { parseTarget } from '../../core/scaling/parseTarget.js';
import { presentCount } from '../../core/stack/stack.js';
import { list } from '../../view/figures.js';
import { oneLine } from '../../view/markdown.js';
import { targetMeaning, targetProblemText } from '../../view/words/targetWords.js';
import type { ServiceTarget } from './resolveServices.js';

/** Asks how many replicas, saying while one types what the number would mean. With several services the number is for each. */
export async function askTarget(targets: readonly ServiceTarget[]): Promise<number | undefined> {
  const limits = targets.map(({ runbook, service }) => limitsOf(runbook, service.name));
  const known = limits.filter((entry) => entry !== undefined);
  const titles = targets.map(({ runbook, service }) => oneLine(titleOf(runbook, service.name)));
  if (known.length < limits.length) {
    const title = titles[limits.indexOf(undefined)] ?? '';
    void vscode.window.showErrorMessage(
      `The runbook does not name ${title}, so Scalebook does not scale it. Nothing was changed.`,
    );
    return undefined;
  }
  const min = Math.max(...known.map((entry) => entry.min));
  const max = Math.min(...known.map((entry) => entry.max));
  const [first] = targets;
  const present = first ? presentCount(first.service) : 0;
  const baseline = first && runbookService(first.runbook, first.service.name)?.baseline;
  const bounds = [`min ${min}`, baseline === undefined ? '' : `baseline ${baseline}`, `max ${max}`]
    .filter(Boolean)
    .join(' · ');
  const answer = await vscode.window.showInputBox({
    title: `Scale ${list(titles)}`,
    prompt: targets.length === 1 ? `${present} now · ${bounds}` : `each of them · ${bounds}`,
    value: String(present),
    validateInput: (text) => {
      const parsed = parseTarget(text, { min, max });
      if (!parsed.ok) return targetProblemText(parsed.error);
      if (targets.length > 1) return undefined;
      return {
        message: targetMeaning(present, parsed.value, bounds),
        severity: vscode.InputBoxValidationSeverity.Info,
      };
    },
  });
  return answer === undefined ? undefined : Number(answer);
}
