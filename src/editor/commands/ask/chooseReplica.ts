import * as vscode from 'vscode';
import { replicaRow } from '../../../view/rows/replicaRow.js';
import type { LiveState } from '../../../core/live/liveState.js';
import type { Replica } from '../../../core/stack/replica.js';
import type { ServiceTarget } from '../arguments/resolveServices.js';

/** The replica that was meant; where only the service was, the one there is, or the one that is picked. */
export async function chooseReplica(
  target: ServiceTarget,
  state: LiveState,
  title: string,
): Promise<Replica | undefined> {
  if (target.replica) return target.replica;
  const { replicas } = target.service;
  if (replicas.length < 2) return replicas[0];
  const items = replicas.map((replica) => {
    const row = replicaRow(replica, state.readings.get(replica.id), undefined, Date.now());
    return { label: `${target.service.name} ${row.label}`, description: row.description, replica };
  });
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Which replica?' }))?.replica;
}
