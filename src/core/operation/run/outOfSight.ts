import type { LiveState } from '../../live/liveState.js';
import { isUnderWay, type Operation } from '../operation.js';

/** Under way by the journal, on another engine than this window's: whether anybody carries it out shows once the window is on that one. */
export const isOutOfSight = (
  operation: Operation,
  { connection, own }: Pick<LiveState, 'connection' | 'own'>,
): boolean =>
  isUnderWay(operation) &&
  !own.has(operation.id) &&
  connection.phase !== 'idle' &&
  connection.context.name !== operation.plan.context;
