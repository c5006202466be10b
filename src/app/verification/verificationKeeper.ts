import { keptOf } from '../../core/verification/keptVerification.js';
import type { Verification } from '../../core/verification/verificationRun.js';
import { messageOf } from '../../util/messageOf.js';
import type { Disposable } from '../../util/disposable.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Journal } from '../operations/journal.js';
import type { UnwrittenTeller } from '../operations/after/unwrittenTeller.js';
import type { Clock, Log } from '../ports.js';

/**
 * Writes down every verification of this window once it has ended, and again where a check of it was made anew. One that was there before, and
 * has not changed since, is the journal's own.
 */
export class VerificationKeeper implements Disposable {
  private readonly listener: Disposable;
  /** By id, as last seen: those that are shown. */
  private readonly seen = new Map<string, Verification>();
  private shown: readonly Verification[];

  constructor(
    private readonly journal: Pick<Journal, 'record'>,
    store: LiveStore,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly unwritten: Pick<UnwrittenTeller, 'tell'>,
  ) {
    this.shown = store.state.verifications;
    for (const verification of this.shown) this.seen.set(verification.id, verification);
    this.listener = store.onDidChange(({ verifications }) => this.follow(verifications));
  }

  private follow(verifications: readonly Verification[]): void {
    if (verifications === this.shown) return;
    this.shown = verifications;
    const changed = verifications.filter((each) => this.seen.get(each.id) !== each);
    for (const verification of changed) {
      const isNew = !this.seen.has(verification.id);
      this.seen.set(verification.id, verification);
      if (!isNew) void this.keep(verification);
    }
    // What is shown no longer changes no more.
    const shown = new Set(verifications.map(({ id }) => id));
    for (const id of this.seen.keys()) if (!shown.has(id)) this.seen.delete(id);
  }

  private async keep(verification: Verification): Promise<void> {
    const kept = keptOf(verification);
    if (!kept) return;
    const operation = kept.request.operation ?? kept.id;
    try {
      await this.journal.record({ event: 'verified', operation, at: this.clock.now(), verification: kept });
    } catch (error) {
      this.log.warn(`The verification of ${kept.stack} could not be written down: ${messageOf(error)}`);
      this.unwritten.tell({ lost: 'verification', stack: kept.stack }, error);
    }
  }

  dispose(): void {
    this.listener.dispose();
  }
}
