import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Journal } from '../../app/operations/journal.js';
import type { Log } from '../../app/ports.js';
import type { Verifications } from '../../app/verification/verifications.js';
import { failureOfVerification } from '../../core/diagnosis/failure.js';
import type { Verification, VerificationRequest } from '../../core/verification/verificationRun.js';
import { junitReport } from '../../view/verification/junitReport.js';
import { markdownReport, verificationFileName } from '../../view/verification/markdownReport.js';
import type { DiagnosisDesk } from '../diagnosis/diagnosisDesk.js';
import type { FoundCause } from '../diagnosis/foundCause.js';
import { lookForCause } from '../diagnosis/lookForCause.js';
import { verificationPanelType } from '../ids.js';
import { saveReport } from '../saveReport.js';
import { tellPlanFailure } from '../tellPlanFailure.js';
import { userName } from '../user.js';
import { reportContext } from './reportContext.js';
import { TellVerifications } from './tellVerifications.js';
import { verificationOfState } from './verificationKind.js';
import { VerificationReport, type ReportNeeds } from './verificationReport.js';

export interface ReportsNeeds {
  readonly store: LiveStore;
  readonly verifications: Verifications;
  readonly journal: () => Promise<Pick<Journal, 'load'>>;
  readonly diagnosis: () => Promise<Pick<DiagnosisDesk, 'causeOf'>>;
  readonly extension: vscode.Uri;
  readonly log: Log;
}

const patienceMs = 60_000;
/** As many as there are verifications in sight. */
const mostCauses = 50;

/** Verifications as people meet them: begun by a command, told of, and shown in a page each, as many at once as anybody likes. */
export class Reports implements vscode.Disposable {
  private readonly open = new Map<string, VerificationReport>();
  /** By verification, of those that failed in this window. */
  private readonly causes = new Map<string, FoundCause>();
  private readonly telling: TellVerifications;
  private readonly reportNeeds: ReportNeeds;

  constructor(private readonly needs: ReportsNeeds) {
    const { store, verifications, extension, log } = needs;
    this.telling = new TellVerifications(
      store,
      verifications,
      (id) => this.open.get(id)?.isVisible ?? false,
      (id) => void this.show(id),
      (verification, sentence, isVisible) => this.findCause(verification, sentence, isVisible),
    );
    this.reportNeeds = {
      store,
      verifications,
      extension,
      warn: (line) => log.warn(line),
      causeOf: (id) => this.causes.get(id),
      verify: ({ request }) => void this.verify({ ...request, operation: undefined }),
      save: (verification, as) => void this.save(verification, as),
    };
  }

  /** Runs it, and ends with it. A full one shows its report from the beginning, a quick one is over before anybody could read it. */
  async verify(request: VerificationRequest): Promise<void> {
    const { verifications, store } = this.needs;
    const known = verifications.underWay(request);
    if (known) return void this.showRun(known);
    const running = verifications.start(request, userName());
    if (request.pace === 'full') void this.showRun(request);
    const ran = await running;
    if (!ran.ok) return void tellPlanFailure(ran.error, () => this.verify(request));
    // Whoever follows the state has told of it by then.
    await store.until(
      (state) => state.verifications.some(({ id }) => id === ran.value.id),
      AbortSignal.timeout(patienceMs),
    );
  }

  /** Opens the report of a verification, or brings it to the front. */
  async show(id: string): Promise<void> {
    const known = this.open.get(id);
    if (known) return void known.reveal();
    if (!this.needs.store.state.verifications.some((each) => each.id === id)) await this.load();
    const panel = vscode.window.createWebviewPanel(verificationPanelType, 'Verification', vscode.ViewColumn.Active);
    this.take(id, panel);
  }

  /** Makes a page whole again that was there before the window was reloaded. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.load();
    // A page that kept nothing says that it is lost.
    this.take(verificationOfState(state) ?? '', panel);
  }

  async save(verification: Verification, as: 'markdown' | 'junit'): Promise<void> {
    const context = reportContext(verification, this.needs.store.state);
    await saveReport(
      as === 'markdown'
        ? {
            name: verificationFileName(verification, 'md'),
            text: markdownReport(verification, context),
            kind: 'Markdown',
            ending: 'md',
          }
        : {
            name: verificationFileName(verification, 'xml'),
            text: junitReport(verification),
            kind: 'JUnit XML',
            ending: 'xml',
          },
    );
  }

  private async findCause(
    verification: Verification,
    title: string,
    isQuiet: boolean,
  ): Promise<FoundCause | undefined> {
    const failure = failureOfVerification(verification);
    if (!failure) return undefined;
    const { diagnosis, log } = this.needs;
    const found = await lookForCause(diagnosis, failure, title, isQuiet, log);
    if (!found) return undefined;
    this.causes.set(verification.id, found);
    for (const old of [...this.causes.keys()].slice(0, -mostCauses)) this.causes.delete(old);
    this.open.get(verification.id)?.redraw();
    return found;
  }

  private take(id: string, panel: vscode.WebviewPanel): void {
    const icon = (theme: string): vscode.Uri => vscode.Uri.joinPath(this.needs.extension, `media/report-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    this.open.set(id, new VerificationReport(id, panel, this.reportNeeds, () => this.open.delete(id)));
  }

  /** As soon as it is there; never where it could not begin. */
  private async showRun(request: VerificationRequest): Promise<void> {
    const { store } = this.needs;
    const find = (): Verification | undefined =>
      store.state.verifications.find((verification) => verification.request === request);
    try {
      await store.until(() => find() !== undefined, AbortSignal.timeout(patienceMs));
    } catch {
      return;
    }
    const verification = find();
    if (verification) await this.show(verification.id);
  }

  private async load(): Promise<void> {
    try {
      await (await this.needs.journal()).load();
    } catch {
      // Whoever loads it has written down why; the report then says that it is not there.
    }
  }

  dispose(): void {
    this.telling.dispose();
    for (const report of [...this.open.values()]) report.dispose();
  }
}
