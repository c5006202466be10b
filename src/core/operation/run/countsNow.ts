import { findService, presentCount, type Snapshot } from '../../stack/stack.js';
import type { OperationPlan, ServiceCounts } from '../plan/operationPlan.js';

/** How many replicas there are now of each service whose count a plan changes: one that has none leaves no trace on the engine. */
export const countsNow = (snapshot: Snapshot, { stackId, before }: OperationPlan): ServiceCounts =>
  Object.fromEntries(
    Object.keys(before).map((name) => {
      const service = findService(snapshot, `${stackId}/${name}`);
      return [name, service ? presentCount(service) : 0];
    }),
  );
