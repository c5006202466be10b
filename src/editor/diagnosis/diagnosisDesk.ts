import * as vscode from 'vscode';
import type { Diagnoser } from '../../app/diagnosis/diagnoser.js';
import type { WhyItFailed } from '../../app/diagnosis/whyItFailed.js';
import type { EngineSession } from '../../app/connection/engineSession.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Diagnosis } from '../../core/diagnosis/diagnosis.js';
import type { Failure } from '../../core/diagnosis/failure.js';
import { titleOf, type Runbook } from '../../core/runbook/runbook.js';
import { emptySnapshot, findStack, type Service, type Stack } from '../../core/stack/stack.js';
import { diagnosisPage } from '../../view/diagnosis/diagnosisPage.js';
import { diagnosisSummary } from '../../view/diagnosis/diagnosisSummary.js';
import { oneLine } from '../../view/markdown.js';
import { calling } from '../calling.js';
import type { Pages } from '../pages.js';
import type { FoundCause } from './foundCause.js';
import { tellPlanFailure } from '../tellPlanFailure.js';
import { carryOutRemedy } from './carryOutRemedy.js';
import { actionsOf, chooseAction, type RemedyAction } from './remedyActions.js';

/** What is to be diagnosed. */
export interface DiagnosisTarget {
  readonly stack: Stack;
  readonly service: Service;
  readonly runbook: Runbook;
}

/** As many buttons as a notification has room for; the rest is behind one more. */
const mostButtons = 2;

/** Finds out what is wrong with a service, shows it as a page, and offers what can be done. */
export class DiagnosisDesk {
  constructor(
    private readonly diagnoser: Diagnoser,
    private readonly why: WhyItFailed,
    private readonly session: EngineSession,
    private readonly store: LiveStore,
    private readonly pages: Pages,
  ) {}

  async diagnose({ stack, service, runbook }: DiagnosisTarget): Promise<void> {
    const title = oneLine(titleOf(runbook, service.name));
    const made = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Notification, title: `Diagnosing ${title}`, cancellable: true },
      async (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        const diagnosis = await this.diagnoser.run(stack.id, service.name, abort.signal);
        return abort.signal.aborted ? undefined : diagnosis;
      },
    );
    if (!made) return;
    if (!made.ok) {
      const again = calling('scalebook.diagnoseService', { stack: stack.name, service: service.name });
      return void tellPlanFailure(made.error, again);
    }
    await this.show(made.value, stack);
  }

  /** Looks for why something failed, without a word to anybody. Undefined where that cannot be told. */
  async causeOf(failure: Failure, signal: AbortSignal): Promise<FoundCause | undefined> {
    const found = await this.why.find(failure, signal);
    const stack = findStack(this.store.state.snapshot ?? emptySnapshot, failure.stackId);
    if (!found || !stack) return undefined;
    const show = (): void => void this.show(found, stack);
    return { summary: diagnosisSummary(found), isCause: found.causes.length > 0, show };
  }

  private async show(diagnosis: Diagnosis, stack: Stack): Promise<void> {
    await this.pages.open(`Diagnosis of ${oneLine(diagnosis.title)}`, diagnosisPage(diagnosis));
    // Not waited for: the notification may stay for as long as somebody reads the page.
    void this.offer(diagnosis, stack);
  }

  private async offer(diagnosis: Diagnosis, stack: Stack): Promise<void> {
    const actions = actionsOf(diagnosis);
    const shown = actions.slice(0, actions.length > mostButtons + 1 ? mostButtons : mostButtons + 1);
    const more = 'More…';
    const buttons = [...shown.map(({ label }) => label), ...(shown.length < actions.length ? [more] : [])];
    const show = diagnosis.causes.length > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    const picked = await show(diagnosisSummary(diagnosis), ...buttons);
    const chosen: RemedyAction | undefined =
      picked === more ? await chooseAction(actions, diagnosis) : shown.find(({ label }) => label === picked);
    if (chosen) await carryOutRemedy(chosen.remedy, stack, this.session.current?.connection.context);
  }
}
