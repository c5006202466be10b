import { verificationOf } from '../../core/verification/keptVerification.js';
import { withVerification, withVerifications } from '../../core/verification/withVerification.js';
import { applyRunEvent } from '../../core/checklist/applyRunEvent.js';
import type { RunEvent } from '../../core/checklist/runEvent.js';
import { applyEvent } from '../../core/operation/applyEvent.js';
import type { JournalLine } from '../../core/operation/journal/eventShape.js';
import { readJournal, type JournalProblem } from '../../core/operation/journal/readJournal.js';
import { hideSecretsIn } from '../../core/secrecy/hideSecrets.js';
import type { JournalEvent } from '../../core/operation/journalEvent.js';
import type { Operation } from '../../core/operation/operation.js';
import type { LiveStore } from '../live/liveStore.js';
import type { JournalFile } from './ports.js';

/** Writes down what operations do, first on the disk and then in the live state, so that the two never disagree. */
export class Journal {
  private last: Promise<void> = Promise.resolve();
  private loaded: Promise<readonly JournalProblem[]> | undefined;

  constructor(
    private readonly file: JournalFile,
    private readonly store: LiveStore,
  ) {}

  find(id: string): Operation | undefined {
    return this.store.state.operations.find((operation) => operation.id === id);
  }

  /**
   * Reads what was written down before, once, however often it is asked for; asking again after a failure tries again. Ends with what is
   * wrong in the file; rejects when it cannot be read.
   */
  load(): Promise<readonly JournalProblem[]> {
    this.loaded ??= this.readAgain().catch((error: unknown) => {
      this.loaded = undefined;
      throw error;
    });
    return this.loaded;
  }

  /** Takes in what another window has written meanwhile. */
  readAgain(): Promise<readonly JournalProblem[]> {
    return this.inOrder(async () => {
      const { operations, verifications, runs, problems } = readJournal((await this.file.read()) ?? '');
      this.store.update({
        operations,
        verifications: withVerifications(this.store.state.verifications, verifications),
        checklistRuns: runs,
      });
      return problems;
    });
  }

  /** The same where there is any of it; nothing before it was read at all. Rejects where it cannot be read. */
  async takeNews(): Promise<void> {
    if (this.loaded && (await this.file.hasNews?.())) await this.readAgain();
  }

  /**
   * Ends once they are kept, without secrets, all or none; rejects when they could not be. Events are kept in the order in which they are given.
   */
  record(...told: readonly JournalLine[]): Promise<void> {
    return this.inOrder(async () => {
      const events = told.map(hideSecretsIn);
      await this.file.append(events.map((event) => JSON.stringify(event)).join('\n'));
      for (const event of events) {
        if ('run' in event) this.publishRun(event);
        else this.publish(event);
      }
    });
  }

  private inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }

  private publishRun(event: RunEvent): void {
    const { checklistRuns } = this.store.state;
    const known = checklistRuns.find(({ id }) => id === event.run);
    const next = applyRunEvent(known, event);
    if (!next) return;
    this.store.update({
      checklistRuns: known ? checklistRuns.map((other) => (other === known ? next : other)) : [next, ...checklistRuns],
    });
  }

  private publish(event: JournalEvent): void {
    const { operations, verifications } = this.store.state;
    if (event.event === 'verified' && !verifications.some(({ id }) => id === event.verification.id))
      this.store.update({ verifications: withVerification(verifications, verificationOf(event.verification)) });
    const known = operations.find(({ id }) => id === event.operation);
    const next = applyEvent(known, event);
    if (!next) return;
    this.store.update({
      operations: known ? operations.map((other) => (other === known ? next : other)) : [next, ...operations],
    });
  }
}
