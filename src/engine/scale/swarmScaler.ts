import type { Scaler } from '../../app/operations/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail } from '../../util/result.js';
import { awaitTasks } from '../swarm/awaitTasks.js';
import { readTasks } from '../swarm/readTasks.js';
import { setReplicas } from '../swarm/setReplicas.js';
import { engineLinkOf } from './engineLinkOf.js';

/** Scales by telling a Swarm's manager the count, and waits until the tasks there are as asked. */
export function createSwarmScaler(): Scaler {
  return {
    async apply(connection, plan, onStep, signal) {
      const link = engineLinkOf(connection);
      const step = plan.steps.find(({ kind }) => kind === 'update');
      const failure = (reason: EngineFailure['reason'], detail: string): EngineFailure => ({
        reason,
        address: connection.context.endpoint.raw,
        detail,
      });
      if (step?.kind !== 'update')
        return fail({ step: undefined, failure: failure('refused', 'A Swarm is only told of a count.') });
      if (signal.aborted) return fail({ step: undefined, failure: failure('cancelled', 'Cancelled.') });
      // What has failed before is no news of this change.
      const before = await readTasks(link, step.swarmServiceId, signal);
      if (!before.ok) return fail({ step: undefined, failure: before.error });
      onStep(step, 'begun', undefined);
      const told = await setReplicas(link, step);
      if (!told.ok) return fail({ step, failure: told.error });
      const settled = await awaitTasks(link, step, told.value, before.value, signal);
      // A count that was told stays told: on abort it is only not waited for.
      if (!settled.ok)
        return fail({ step: settled.error.reason === 'cancelled' ? undefined : step, failure: settled.error });
      onStep(step, 'done', undefined);
      return settled;
    },
  };
}
