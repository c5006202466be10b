import type { World } from './world.js';

const ofQueue: ReadonlySet<string> = new Set(['jobsWaiting', 'jobsActive', 'queueWait', 'processingTime']);

/** What the stack's own measuring knows of a metric of the runbook, in the runbook's unit; undefined: nothing was counted. */
export function measured(world: World, metric: string, service: string): number | undefined {
  if (ofQueue.has(metric) && !world.queueIsKnown) return undefined;
  const api = service === 'backend' ? world.backend : service === 'frontend' ? world.frontend : undefined;
  switch (metric) {
    case 'p50':
      return api?.window.percentileMs(0.5);
    case 'p95':
      return api?.window.percentileMs(0.95);
    case 'p99':
      return api?.window.percentileMs(0.99);
    case 'errorRate':
    case 'serverErrors':
      return api?.window.share('errors');
    case 'timeouts':
      return api?.window.share('timedOut');
    case 'jobsWaiting':
      return world.queue.waiting;
    case 'jobsActive':
      return world.queue.activeCount;
    case 'queueWait':
      return world.queue.averages()?.waitMs;
    case 'processingTime':
      return world.queue.averages()?.workMs;
    case 'poolUsage':
      // Of those that the pools may have: their size, or what the database has left for them.
      return world.pools.open > 0 ? (100 * world.pools.inUse) / world.pools.open : undefined;
    case 'connectionWait':
      return world.connectionWaitMs(0.95);
    case 'concurrentUsers':
      return world.load.users;
    default:
      return undefined;
  }
}
