import * as vscode from 'vscode';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Verifications } from '../../app/verification/verifications.js';
import { overallVerdict, type Verification } from '../../core/verification/verificationRun.js';
import type { Disposable } from '../../util/disposable.js';
import { progressWords, verificationSentence, verifiedSubject } from '../../view/verification/verificationSentence.js';
import { showDiagnosis } from '../diagnosis/lookForCause.js';
import type { FoundCause } from '../diagnosis/foundCause.js';
import { labelled } from '../../view/words/demoLabel.js';

const openReport = 'Open Report';

/**
 * Tells of every verification of this window: how far it is while it runs, and what came of it, once, where its report is not in sight. The one after an
 * operation is told of like any other; the operation's own message says nothing of it.
 */
export class TellVerifications implements Disposable {
  private readonly running = new Map<string, ToldVerification>();
  private readonly listener: Disposable;

  constructor(
    private readonly store: LiveStore,
    private readonly verifications: Verifications,
    private readonly isVisible: (id: string) => boolean,
    private readonly open: (id: string) => void,
    /** Why it failed, where it did; it may take a while, and never rejects. */
    private readonly causeOf: (
      verification: Verification,
      sentence: string,
      isVisible: boolean,
    ) => Promise<FoundCause | undefined>,
  ) {
    this.listener = store.onDidChange(() => this.follow());
    this.follow();
  }

  private follow(): void {
    for (const verification of this.store.state.verifications) {
      const told = this.running.get(verification.id);
      if (verification.endedAt === undefined && !told && this.verifications.isRunning(verification.request))
        this.begin(verification);
      else if (told && verification.endedAt !== undefined) this.end(verification);
      else told?.report(verification);
    }
  }

  private begin(first: Verification): void {
    const isQuick = first.request.pace === 'quick' && first.request.operation === undefined;
    const location = isQuick ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window;
    const told = new ToldVerification(first);
    this.running.set(first.id, told);
    void vscode.window.withProgress(
      { location, title: labelled(first.context, `Verifying ${verifiedSubject(first)}`), cancellable: isQuick },
      (progress, token) => {
        token.onCancellationRequested(() => this.verifications.cancel(first.request));
        return told.showIn(progress);
      },
    );
  }

  private end(verification: Verification): void {
    this.running.get(verification.id)?.dispose();
    this.running.delete(verification.id);
    void this.tell(verification);
  }

  private async tell(verification: Verification): Promise<void> {
    const sentence = labelled(verification.context, verificationSentence(verification));
    const found = await this.causeOf(verification, sentence, this.isVisible(verification.id));
    if (this.isVisible(verification.id)) return;
    const isCalm = overallVerdict(verification) === 'pass';
    const show = isCalm ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    const picked = found?.isCause
      ? await show(`${sentence} ${found.summary}`, openReport, showDiagnosis)
      : await show(sentence, openReport);
    if (picked === openReport) this.open(verification.id);
    if (picked === showDiagnosis) found?.show();
  }

  dispose(): void {
    this.listener.dispose();
    for (const told of this.running.values()) told.dispose();
    this.running.clear();
  }
}

/** How far one is, wherever the editor shows it, until it is let go of. */
class ToldVerification implements Disposable {
  private progress: vscode.Progress<{ message?: string }> | undefined;
  private end: () => void = () => undefined;
  private readonly ended = new Promise<void>((resolve) => (this.end = resolve));

  constructor(private verification: Verification) {}

  showIn(progress: vscode.Progress<{ message?: string }>): Promise<void> {
    this.progress = progress;
    this.tell();
    return this.ended;
  }

  report(verification: Verification): void {
    const isNews = progressWords(verification) !== progressWords(this.verification);
    this.verification = verification;
    if (isNews) this.tell();
  }

  private tell(): void {
    this.progress?.report({ message: progressWords(this.verification) });
  }

  dispose(): void {
    this.end();
  }
}
