import type { EngineConnection } from '../../../app/ports.js';
import type { Scaler, ScaleStepFailure } from '../../../app/operations/ports.js';
import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import type { Step } from '../../../core/scaling/plan.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { carryOut, type StepRunner } from '../carryOut.js';
import { completeReplica } from './completeReplica.js';
import { createReplica } from './createReplica.js';
import { engineLinkOf } from '../engineLinkOf.js';
import { publishesPortRange } from './portRange.js';
import { readSource, type CloneSource } from './readSource.js';

/** The kernel makes one container's network at a time, so more would only lengthen each start. */
const STARTS_AT_ONCE = 2;
const REMOVES_AT_ONCE = 8;

/** Scales through the Engine API alone, by copying a replica: works wherever the engine is, without the Compose file. */
export function createReplicateScaler(): Scaler {
  return {
    async apply(connection, plan, onStep, signal): Promise<Result<void, ScaleStepFailure>> {
      let source: CloneSource | undefined;
      if (plan.steps.some((step) => step.kind === 'create')) {
        if (plan.sourceContainerId === undefined) return fail({ step: undefined, failure: noSource(connection) });
        const read = await readSource(engineLinkOf(connection), plan.sourceContainerId, signal);
        if (!read.ok) return fail({ step: undefined, failure: read.error });
        source = read.value;
      }
      const stop = { signal, cancelled: failure(connection, 'cancelled', 'Cancelled.') };
      for (const batch of batches(plan.steps)) {
        const done = await carryOut(batch, runnerFor(connection, batch, source), onStep, stop);
        if (!done.ok) return done;
      }
      return ok(undefined);
    },
  };
}

/** Neighbouring steps that may run side by side. */
function batches(steps: readonly Step[]): readonly (readonly Step[])[] {
  const all: Step[][] = [];
  for (const step of steps) {
    const last = all.at(-1);
    if (last && (last[0]?.kind === 'remove') === (step.kind === 'remove')) last.push(step);
    else all.push([step]);
  }
  return all;
}

function runnerFor(connection: EngineConnection, batch: readonly Step[], source: CloneSource | undefined): StepRunner {
  const starts = source && publishesPortRange(source.replica.HostConfig) ? 1 : STARTS_AT_ONCE;
  return {
    atOnce: batch[0]?.kind === 'remove' ? REMOVES_AT_ONCE : starts,
    run: (step) => runStep(connection, step, source),
  };
}

async function runStep(
  connection: EngineConnection,
  step: Step,
  source: CloneSource | undefined,
): Promise<Result<string, EngineFailure>> {
  // A step that has begun is always ended: half a replica helps nobody.
  const unstoppable = new AbortController().signal;
  const { apiVersion } = connection.info;
  switch (step.kind) {
    case 'create': {
      if (!source) return fail(noSource(connection));
      const { number, name } = step;
      const { replica, imageNameHolds } = source;
      return createReplica(engineLinkOf(connection), replica, { number, name, apiVersion, imageNameHolds });
    }
    case 'start': {
      const completed = await completeReplica(engineLinkOf(connection), step.containerId, apiVersion);
      if (!completed.ok) return completed;
      return withId(step.containerId, await connection.start(step.containerId, unstoppable));
    }
    case 'remove':
      return withId(step.containerId, await connection.stopAndRemove(step.containerId));
    case 'restart':
      return fail(failure(connection, 'refused', 'A restart is not part of scaling.'));
    case 'update':
      return fail(failure(connection, 'refused', 'A Swarm is told of its count by another scaler.'));
  }
}

const withId = (containerId: string, outcome: Result<void, EngineFailure>): Result<string, EngineFailure> =>
  outcome.ok ? ok(containerId) : outcome;

const failure = (connection: EngineConnection, reason: EngineFailure['reason'], detail: string): EngineFailure => ({
  reason,
  address: connection.context.endpoint.raw,
  detail,
});

const noSource = (connection: EngineConnection): EngineFailure =>
  failure(connection, 'not-found', 'There is no replica to copy.');
