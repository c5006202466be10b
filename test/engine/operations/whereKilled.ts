import type { Operation } from '../../../src/core/operation/operation.js';
import { stageWords } from '../../../src/view/words/operation/operationWords.js';

/** `in stage 2 of 5 (web 2 → 4), web-3 done, web-4 begun`: how far the journal of a window that was killed goes. */
export function whereKilled({ plan, stages }: Operation): string {
  const begun = stages.filter(({ begunAt }) => begunAt !== undefined);
  const [stage, state] = [plan.stages[begun.length - 1], begun.at(-1)];
  if (!stage || !state) return 'before its first stage';
  const where = `stage ${begun.length} of ${stages.length} (${stageWords(stage)})`;
  if (state.endedAt !== undefined) return `after ${where}`;
  const steps = state.steps.map(({ kind, name, phase }) => `${kind} ${name.split('-').slice(-2).join('-')} ${phase}`);
  return [`in ${where}`, ...steps].join(', ');
}
