import type { Scaler } from '../../app/operations/ports.js';
import { fail } from '../../util/result.js';
import { engineLinkOf } from './engineLinkOf.js';
import { restartTasks } from './restartTasks.js';
import { scaleTasks } from './scaleTasks.js';

/** Tells a Swarm's manager a count, or to replace its tasks, and waits until they are as asked. */
export function createSwarmScaler(): Scaler {
  return {
    apply(connection, plan, onStep, signal) {
      const link = engineLinkOf(connection);
      if (signal.aborted) {
        const failure = { reason: 'cancelled', address: link.endpoint.raw, detail: 'Cancelled.' } as const;
        return Promise.resolve(fail({ step: undefined, failure }));
      }
      return plan.kind === 'restart'
        ? restartTasks(link, plan, onStep, signal)
        : scaleTasks(link, plan, onStep, signal);
    },
  };
}
