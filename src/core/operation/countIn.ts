import type { ServiceCounts } from './operationPlan.js';

/** The count of a service; undefined where there is none. A service can be called `constructor`. */
export const countIn = (counts: ServiceCounts, service: string): number | undefined =>
  Object.hasOwn(counts, service) ? counts[service] : undefined;
