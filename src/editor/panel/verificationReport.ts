import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Verifications } from '../../app/verification/verifications.js';
import { plannedOf } from '../../core/verification/plannedOf.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import { messageOf } from '../../util/messageOf.js';
import type { VerificationContract } from '../../protocol/verificationContract.js';
import { oneLine } from '../../view/markdown.js';
import { operationRowId } from '../../view/rows/historyRows.js';
import { actionIds } from '../../view/verification/checkActions.js';
import { lostPage } from '../../view/verification/lostPage.js';
import { pageButtons, pageOf, type PageButtonId } from '../../view/verification/pageOf.js';
import type { FoundCause } from '../diagnosis/foundCause.js';
import { userName } from '../user.js';
import { checkCommand } from './checkCommands.js';
import { openDashboard } from './openDashboard.js';
import { PagePanel } from './pagePanel.js';
import { reportContext } from './reportContext.js';
import { verificationKind } from './verificationKind.js';
import { tellWithWays } from '../tellWithWays.js';

export interface ReportNeeds {
  readonly store: LiveStore;
  readonly verifications: Verifications;
  readonly extension: vscode.Uri;
  readonly warn: (line: string) => void;
  /** Why it failed, once that was looked for. */
  readonly causeOf: (id: string) => FoundCause | undefined;
  /** Verifies the same once more. */
  readonly verify: (verification: Verification) => void;
  readonly save: (verification: Verification, as: 'markdown' | 'junit') => void;
}

const redrawMs = 1000;

/** The report of one verification in an editor: drawn anew whenever something of it has changed, at most once a second. */
export class VerificationReport implements vscode.Disposable {
  private readonly page: PagePanel<VerificationContract>;
  private readonly disposables: { dispose(): void }[] = [];
  private readonly user = userName();
  private shown: Verification | undefined;
  /** By the clock that nobody sets. */
  private drawnAt = -Infinity;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly id: string,
    panel: vscode.WebviewPanel,
    private readonly needs: ReportNeeds,
    ended: () => void,
  ) {
    this.page = new PagePanel(
      panel,
      needs.extension,
      verificationKind,
      {
        ready: () => this.greet(),
        press: ({ button }) => this.press(button),
        pressOn: ({ check, button }) => this.pressOn(check, button),
        again: async ({ check }) => ({ refusal: await this.again(check) }),
      },
      () => this.draw(),
      (what) => needs.warn(`The page of a verification sent ${what}; it was not heard.`),
    );
    this.disposables.push(
      needs.store.onDidChange(() => this.follow()),
      this.page.onDidEnd(() => {
        clearTimeout(this.timer);
        for (const each of this.disposables) each.dispose();
        ended();
      }),
    );
    this.draw();
  }

  get isVisible(): boolean {
    return this.page.isVisible;
  }

  reveal(): void {
    this.page.panel.reveal();
  }

  /** Something beside its verification has changed. */
  redraw(): void {
    this.drawSoon();
  }

  private get verification(): Verification | undefined {
    return this.needs.store.state.verifications.find(({ id }) => id === this.id);
  }

  private greet(): void {
    this.page.begin();
    this.page.tell('identify', { verification: this.id });
    this.draw();
  }

  private follow(): void {
    const { verification } = this;
    const hasEnded = this.shown?.endedAt === undefined && verification?.endedAt !== undefined;
    if (hasEnded) this.draw();
    else this.drawSoon();
  }

  private drawSoon(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.drawnAt + redrawMs - performance.now());
    this.timer = setTimeout(() => this.draw(), wait);
  }

  private draw(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.drawnAt = performance.now();
    const { verification } = this;
    this.shown = verification;
    const page = verification ? this.pageOf(verification) : lostPage;
    if (this.page.panel.title !== page.title) this.page.panel.title = page.title;
    this.page.tell('show', page);
    // How long it takes is told as well.
    if (verification && verification.endedAt === undefined) this.drawSoon();
  }

  private pageOf(verification: Verification): ReturnType<typeof pageOf> {
    const { state } = this.needs.store;
    return pageOf(verification, {
      ...reportContext(verification, state),
      now: Date.now(),
      zone: undefined,
      user: this.user,
      runsHere: this.needs.verifications.isRunning(verification.request),
      mayRunAgain: this.isElsewhere(verification) === undefined,
      cause: this.needs.causeOf(this.id)?.summary,
    });
  }

  /** The context that is in use, where it is another one than the report's. */
  private isElsewhere({ context }: Verification): string | undefined {
    const { connection } = this.needs.store.state;
    return connection.phase === 'idle' || connection.context.name === context ? undefined : connection.context.name;
  }

  private press(id: string): void {
    const { verification } = this;
    const button = pageButtons.find((each) => each === id);
    if (button === undefined) return;
    if (verification) return this.pressed(button, verification);
    if (button === 'verify-again') void vscode.commands.executeCommand('scalebook.verifyStack');
  }

  private pressed(button: PageButtonId, verification: Verification): void {
    switch (button) {
      case 'cancel':
        this.needs.verifications.cancel(verification.request);
        return;
      case 'verify-again':
        return this.here(verification) ? this.needs.verify(verification) : undefined;
      case 'show-diagnosis':
        return this.needs.causeOf(this.id)?.show();
      case 'export-markdown':
        return this.needs.save(verification, 'markdown');
      case 'export-junit':
        return this.needs.save(verification, 'junit');
      case 'open-dashboard': {
        const { state } = this.needs.store;
        const { runbook } = reportContext(verification, state);
        // What is of another context is on another machine.
        if (this.here(verification)) void openDashboard(runbook?.dashboards ?? [], state.connection);
        return;
      }
      case 'show-operation': {
        const { operation } = verification.request;
        if (operation !== undefined)
          void vscode.commands.executeCommand('scalebook.showDetails', operationRowId(operation));
      }
    }
  }

  private pressOn(check: string, id: string): void {
    const { verification } = this;
    const planned = verification?.checks.map(plannedOf).find((each) => each.id === check);
    const action = actionIds.find((each) => each === id);
    if (!verification || !planned || action === undefined || !this.here(verification)) return;
    const { command, argument } = checkCommand(action, { stack: verification.stack, service: planned.service });
    void vscode.commands.executeCommand(command, argument);
  }

  private async again(check: string): Promise<string> {
    const { verification } = this;
    const refusal =
      'This check cannot be run again: its stack or its verification is not there any more. Verify again.';
    if (!verification || !this.here(verification)) return refusal;
    try {
      return (await this.needs.verifications.again(this.id, check)) ? '' : refusal;
    } catch (error) {
      this.needs.warn(`A check could not be run again: ${messageOf(error)}`);
      return 'The check could not be run again. The output says why.';
    }
  }

  /** A stack of the same name on another context is another stack: nothing is done to it by way of this report. */
  private here(verification: Verification): boolean {
    const elsewhere = this.isElsewhere(verification);
    if (elsewhere === undefined) return true;
    const why = `This report is of the Docker context ${oneLine(verification.context)}, and ${oneLine(elsewhere)} is in use. Nothing was done; choose that context first.`;
    tellWithWays('warning', why, ['Choose Context']);
    return false;
  }

  dispose(): void {
    this.page.dispose();
  }
}
