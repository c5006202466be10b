import type { Operation } from '../../core/operation/operation.js';

/** From 0 to 1, by how many of its stages are over. */
export function operationProgress({ stages }: Operation): number {
  const over = stages.filter(({ phase }) => phase !== 'pending' && phase !== 'running' && phase !== 'waiting');
  return stages.length === 0 ? 1 : over.length / stages.length;
}
