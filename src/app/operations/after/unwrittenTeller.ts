import type { Unwritten } from '../../../core/operation/run/unwritten.js';
import { messageOf } from '../../../util/messageOf.js';

/** A disk that is full is one cause, however much it loses. */
const mostCauses = 20;

/** Tells people of what could not be written down, once for each cause. */
export class UnwrittenTeller {
  private readonly causes = new Set<string>();

  /** @param notify with why, in words of the system */
  constructor(private readonly notify: (what: Unwritten, reason: string) => void) {}

  tell(what: Unwritten, error: unknown): void {
    const reason = messageOf(error);
    if (this.causes.has(reason) || this.causes.size >= mostCauses) return;
    this.causes.add(reason);
    this.notify(what, reason);
  }
}
