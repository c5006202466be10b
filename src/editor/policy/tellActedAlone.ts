import * as vscode from 'vscode';
import type { ActedAlone } from '../../app/operations/schedule/scheduleActor.js';
import type { Stack } from '../../core/stack/stack.js';
import { blockedAloneText, byScheduleOf } from '../../view/words/operation/actedAloneWords.js';
import { planFailureText, planFailureWays } from '../../view/words/operation/planFailureText.js';
import { startRefusalText, startRefusalWays } from '../../view/words/operation/startRefusalWords.js';
import type { CommandId } from '../ids.js';
import { tellOutcome } from '../operations/tellOutcome.js';
import { tellWithWays } from '../tellWithWays.js';

/** Tells what the schedule did, or could not do, while nobody was asked, with what a person can do about it. */
export function tellActedAlone({ id: stack, name }: Stack, acted: ActedAlone): void {
  const by = byScheduleOf(name);
  if (acted.result === 'done') {
    // A notification that cannot be shown leaves the history to say it.
    tellOutcome(acted.operation, by).catch(() => undefined);
    return;
  }
  // Whoever wants it sooner, or otherwise, sees the plan first.
  const plan = (): Thenable<unknown> =>
    vscode.commands.executeCommand('scalebook.scaleStack' satisfies CommandId, { stack, counts: acted.counts });
  switch (acted.result) {
    case 'blocked':
      return tellWithWays('warning', `${by}${blockedAloneText(acted.plan)}`, ['Show Plan…'], plan);
    case 'refused':
      if (acted.refusal.reason === 'closed') return;
      return tellWithWays('warning', `${by}${startRefusalText(acted.refusal)}`, startRefusalWays(acted.refusal), plan);
    case 'failed':
      return tellWithWays('warning', `${by}${planFailureText(acted.failure)}`, planFailureWays(acted.failure), plan);
  }
}
