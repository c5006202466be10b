import { defaultRunbook } from '../bundledRunbook.js';
import type { Runbook, RunbookService } from '../runbook.js';
import { presentCount, type Service, type Stack } from '../../stack/stack.js';
import { leastMax } from './read/servicesOf.js';
import { longestName, namePattern } from './schema/scalars.js';

/** A first runbook for a running stack: its services with their present counts as baseline, and the rules on CPU and memory. */
export const createRunbookFor = (stack: Stack): Runbook => ({
  ...defaultRunbook,
  origin: 'file',
  stack: isName(stack.name) ? stack.name : undefined,
  services: stack.services.filter(({ name }) => isName(name)).map(serviceNow),
  otherServices: undefined,
});

function serviceNow(service: Service): RunbookService {
  const baseline = presentCount(service);
  return {
    name: service.name,
    title: service.name,
    min: Math.min(1, baseline),
    baseline,
    max: Math.max(leastMax, 2 * baseline),
    healthUrls: [],
    healthAverageMs: undefined,
    targets: [],
    memoryPerReplicaBytes: undefined,
    connectionsPerReplica: undefined,
  };
}

// Labels of containers can say anything; Compose itself allows no other names.
const isName = (name: string): boolean => name.length <= longestName && namePattern.test(name);
