import type { ScaleStepFailure, StepListener } from '../../app/operations/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { containerOf, type Step } from '../../core/scaling/plan.js';
import { fail, ok, type Result } from '../../util/result.js';

export interface StepRunner {
  /** How many of such steps may be under way at the same time. */
  readonly atOnce: number;
  /** Answers the id of the container that it made or changed. */
  run(step: Step): Promise<Result<string, EngineFailure>>;
}

/**
 * Runs steps side by side. After a failure or an abort no further step begins; those under way end and are told of. The first
 * failure is the answer.
 */
export async function carryOut(
  steps: readonly Step[],
  runner: StepRunner,
  onStep: StepListener,
  stop: { readonly signal: AbortSignal; readonly cancelled: EngineFailure },
): Promise<Result<void, ScaleStepFailure>> {
  const waiting = [...steps];
  let failed: ScaleStepFailure | undefined;
  const work = async (): Promise<void> => {
    while (failed === undefined) {
      const step = waiting[0];
      if (step === undefined) return;
      if (stop.signal.aborted) {
        failed = { step: undefined, failure: stop.cancelled };
        return;
      }
      waiting.shift();
      onStep(step, 'begun', containerOf(step));
      const outcome = await runner.run(step);
      if (outcome.ok) onStep(step, 'done', outcome.value);
      else failed ??= { step, failure: outcome.error };
    }
  };
  await Promise.all(Array.from({ length: runner.atOnce }, work));
  return failed === undefined ? ok(undefined) : fail(failed);
}
