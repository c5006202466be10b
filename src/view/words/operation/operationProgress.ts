import type { LiveState } from '../../../core/live/liveState.js';
import { isUnderWay, type Operation } from '../../../core/operation/operation.js';
import { isRunning } from '../../../core/scaling/change.js';
import { cancellingWords } from './cancelWords.js';
import { changeDetail } from './changeWords.js';
import { operationActivity } from './operationWords.js';

/** How far an operation is. */
export interface OperationProgress {
  /** What it does, such as `starting 4 of 6: waiting for health of pdf-worker-4`. */
  readonly message: string;
  /** From 0 to 1, by how many of its stages are over. */
  readonly share: number;
}

/** Undefined where the operation is not under way, or not known. */
export function operationProgress(
  { operations, changes, own }: Pick<LiveState, 'operations' | 'changes' | 'own'>,
  id: string,
  now: number,
): OperationProgress | undefined {
  const operation = operations.find((other) => other.id === id);
  if (!operation || !isUnderWay(operation)) return undefined;
  const change = changes.find(
    (other) => isRunning(other) && operation.plan.services.some(({ serviceId }) => serviceId === other.plan.serviceId),
  );
  const stage = operation.stages.length > 1 ? operationActivity(operation, changes, now) : '';
  const detail = change ? changeDetail(change) : '';
  const stopping = own.get(id) === 'cancelling' ? `${cancellingWords}: letting what was begun end; ` : '';
  return { message: `${stopping}${[stage, detail].filter(Boolean).join(': ')}`, share: shareOver(operation) };
}

function shareOver({ stages }: Operation): number {
  const over = stages.filter(({ phase }) => phase !== 'pending' && phase !== 'running' && phase !== 'waiting');
  return stages.length === 0 ? 1 : over.length / stages.length;
}
