import type { Verification, VerificationItem } from '../../core/verification/verificationRun.js';
import type { LiveStore } from '../live/liveStore.js';

/** So many are shown; the journal remembers more. */
const mostShown = 50;

/** Where verifications stand in the live state, newest first, while they are made and after it. */
export class VerificationBoard {
  constructor(private readonly store: LiveStore) {}

  find(id: string): Verification | undefined {
    return this.store.state.verifications.find((each) => each.id === id);
  }

  begin(verification: Verification): void {
    this.store.update({ verifications: [verification, ...this.store.state.verifications].slice(0, mostShown) });
  }

  /** Changes one, where it is still shown. */
  change(id: string, change: (verification: Verification) => Verification): void {
    const { verifications } = this.store.state;
    if (!this.find(id)) return;
    this.store.update({ verifications: verifications.map((each) => (each.id === id ? change(each) : each)) });
  }

  /** Puts a check's item in the place of the one before. */
  put(id: string, item: VerificationItem): void {
    const checkId = checkIdOf(item);
    this.change(id, (verification) => ({
      ...verification,
      checks: verification.checks.map((each) => (checkIdOf(each) === checkId ? item : each)),
    }));
  }
}

export const checkIdOf = (item: VerificationItem): string => (item.phase === 'made' ? item.check.id : item.planned.id);
