import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { boundedText } from '../connect/failure.js';
import { readTasks } from './readTasks.js';
import type { TaskAnswer } from './swarmAnswers.js';
import { TaskProgress, type TaskGoal } from './taskProgress.js';

const LOOK_EVERY_MS = 1000;

/**
 * Waits until the tasks run that were asked for, or there is reason to think that they will not.
 *
 * @param onLook told of all tasks at each look
 */
export async function awaitTasks(
  link: EngineLink,
  swarmServiceId: string,
  goal: TaskGoal,
  signal: AbortSignal,
  onLook: (tasks: readonly TaskAnswer[]) => void = () => undefined,
): Promise<Result<void, EngineFailure>> {
  const progress = new TaskProgress(goal);
  const failed = (reason: EngineFailure['reason'], detail: string): Result<never, EngineFailure> =>
    fail({ reason, address: link.endpoint.raw, detail: boundedText(detail) });
  for (;;) {
    if (signal.aborted) return failed('cancelled', 'Cancelled.');
    const listed = await readTasks(link, swarmServiceId, signal);
    if (!listed.ok) return listed;
    onLook(listed.value);
    const seen = progress.look(listed.value, performance.now());
    if (seen.state === 'settled') return ok(undefined);
    if (seen.state === 'stuck') return failed('conflict', seen.why);
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}
