import type { StageState } from '../operation.js';
import type { Stage } from '../stage.js';

/**
 * Whether a replica was started anew since a stage that restarts it began.
 *
 * @param startedAt when it was started last, by the engine's clock in ms; undefined where that is not known, or it never was
 */
export function isRestartedSince(
  stage: Extract<Stage, { stage: 'restart' | 'set-connections' }>,
  state: StageState | undefined,
  containerId: string,
  startedAt: number | undefined,
): boolean {
  if (state?.begunAt === undefined || startedAt === undefined) return false;
  const { startedAt: times } = stage;
  const before = times && Object.hasOwn(times, containerId) ? times[containerId] : undefined;
  return before === undefined ? startedAt >= state.begunAt : startedAt !== before;
}
