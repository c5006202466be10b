import { isUnderWay } from '../../../core/operation/operation.js';
import type { Disposable } from '../../../util/disposable.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { WorkspaceMemory } from '../../ports.js';
import { underWayKey } from '../after/pendingWork.js';

/**
 * Keeps in mind that something is under way for as long as the journal says so, whatever is closed or killed in between: the next window of
 * this workspace then looks for what was left of it, though nobody asks. Who begins an operation sets it before.
 */
export class UnderWayMemory implements Disposable {
  private readonly listener: Disposable;

  constructor(
    private readonly store: LiveStore,
    private readonly memory: WorkspaceMemory,
  ) {
    // Before the journal has been read nothing is known of it.
    const unread = store.state.operations;
    this.listener = store.onDidChange(({ operations }) => {
      if (operations !== unread) this.follow();
    });
  }

  private follow(): void {
    const { operations, own } = this.store.state;
    const value = own.size > 0 || operations.some(isUnderWay) ? 'yes' : undefined;
    // What cannot be kept is found when somebody looks at the history.
    if (this.memory.get(underWayKey) !== value) void this.memory.set(underWayKey, value).catch(() => undefined);
  }

  dispose(): void {
    this.listener.dispose();
  }
}
