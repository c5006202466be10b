import type { Snapshot } from '../../../src/core/stack/stack.js';

/** What differs between two snapshots, by id: new, gone, or with another content than before. A parent is changed when a child is. */
export interface SnapshotDiff {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export function diffSnapshots(before: Snapshot, after: Snapshot): SnapshotDiff {
  const old = index(before);
  const now = index(after);
  return {
    added: [...now.keys()].filter((id) => !old.has(id)),
    removed: [...old.keys()].filter((id) => !now.has(id)),
    changed: [...now].filter(([id, item]) => old.has(id) && old.get(id) !== item).map(([id]) => id),
  };
}

function index(snapshot: Snapshot): Map<string, unknown> {
  const items = new Map<string, unknown>();
  for (const stack of snapshot.stacks) {
    items.set(stack.id, stack);
    for (const service of stack.services) {
      items.set(service.id, service);
      for (const replica of service.replicas) items.set(replica.id, replica);
    }
  }
  return items;
}
