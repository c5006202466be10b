import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { PolicyKeeper } from '../../app/policy/policyKeeper.js';
import type { RememberedKeys } from '../../app/rememberedKeys.js';
import { connectedContext } from '../../core/connection/connectionState.js';
import type { Decision } from '../../core/policy/decision.js';
import { stateRank } from '../../core/policy/decision/stateRank.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import { stackStatuses, statusesOf } from '../../core/policy/stackStatus.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import { duration } from '../../view/figures.js';
import { labelled } from '../../view/words/demoLabel.js';
import { decisionSentence, recommendationVerb } from '../../view/words/policy/decisionWords.js';
import { settings } from '../settings.js';
import { workspaceFocus } from '../workspaceFocus.js';

/** Tells of each episode once, when the runbook says to do something, with what can be done about it. */
export class Notifier implements vscode.Disposable {
  private readonly listener: { dispose(): void };
  private policies: LiveStore['state']['policies'] | undefined;

  constructor(
    private readonly store: LiveStore,
    private readonly keeper: PolicyKeeper,
    private readonly told: RememberedKeys,
  ) {
    this.listener = store.onDidChange(({ policies }) => {
      if (policies === this.policies) return;
      this.policies = policies;
      this.look();
    });
  }

  private look(): void {
    if (!settings.notifications()) return;
    const now = Date.now();
    const statuses = stackStatuses(this.store.state, now, workspaceFocus());
    // Stacks of other folders show in the tree; they interrupt nobody here.
    const anyInFocus = statuses.some(({ inFocus }) => inFocus);
    for (const stack of statuses.filter(({ inFocus }) => inFocus || !anyInFocus))
      for (const status of statusesOf(stack)) this.tell(status, stack.runbook, now);
  }

  private tell(status: ServiceStatus, runbook: Runbook, now: number): void {
    const { decision, service } = status;
    const recommendation = decision?.recommendation;
    if (!decision || !recommendation || !isWorthTelling(decision, runbook)) return;
    if (!this.told.add(`${service.id} ${recommendation.episode}`)) return;
    // A notification that cannot be shown leaves the row and the status bar to say it.
    this.show(status, decision, runbook, now).catch(() => undefined);
  }

  private async show({ service }: ServiceStatus, decision: Decision, runbook: Runbook, now: number): Promise<void> {
    const { recommendation, state } = decision;
    if (!recommendation) return;
    const { snoozeMs } = runbook.notifications;
    const scale = recommendationVerb(recommendation);
    const snooze = `Snooze ${duration(snoozeMs)}`;
    const show = state === 'scale-now' ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    const context = connectedContext(this.store.state.connection);
    const text = labelled(context, decisionSentence(service.name, decision, runbook, now));
    const picked = await show(text, scale, 'Open Checklist', snooze, 'Why?');
    const run = (command: string): Thenable<unknown> => vscode.commands.executeCommand(command, service.id);
    if (picked === scale) await run('scalebook.scaleAsRecommended');
    if (picked === 'Open Checklist') await run('scalebook.openChecklist');
    if (picked === 'Why?') await run('scalebook.explainDecision');
    if (picked === snooze) this.keeper.snooze(service.id, snoozeMs);
  }

  dispose(): void {
    this.listener.dispose();
  }
}

/** Going down is never urgent: the row and the status bar say it. */
function isWorthTelling({ state, recommendation }: Decision, { notifications }: Runbook): boolean {
  if (recommendation?.direction !== 'up' && recommendation?.restartFirst !== true) return false;
  return stateRank[state] >= stateRank[notifications.from];
}
