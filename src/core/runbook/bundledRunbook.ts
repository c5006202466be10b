import type { Stack } from '../stack/stack.js';
import type { Runbook } from './runbook.js';

/** Bounds of the scaling runbook's tables "CPU Utilization" and "Memory Utilization", in percent of a replica's limit. */
const rules: Runbook['rules'] = {
  cpuAverage: { warning: 60, critical: 80 },
  cpuPeak: { warning: 80, critical: 90 },
  memoryAverage: { warning: 60, critical: 80 },
  memoryPeak: { warning: 80, critical: 90 },
};

/** The team's own runbook: "Service Capacity Limits". */
export const bundledRunbook: Runbook = {
  origin: 'bundled',
  services: [
    { name: 'frontend', title: 'Frontend', min: 1, baseline: 1, max: 20, healthUrls: ['http://localhost:3000/'] },
    { name: 'backend', title: 'Backend', min: 1, baseline: 1, max: 20, healthUrls: ['http://localhost:3001/health'] },
    { name: 'pdf-worker', title: 'PDF Worker', min: 2, baseline: 3, max: 50, healthUrls: [] },
  ],
  rules,
  otherServices: undefined,
};

/** For a stack that no runbook describes: the CPU and memory rules, no baseline, and room to scale anything that can be. */
export const defaultRunbook: Runbook = { origin: 'default', services: [], rules, otherServices: { min: 1, max: 50 } };

/** The bundled runbook belongs to the stack of its name, and to any stack that has all of its services. */
export function runbookFor(stack: Pick<Stack, 'name' | 'services'>): Runbook {
  const names = new Set(stack.services.map((service) => service.name));
  const isTeams =
    stack.name === 'up-schedule-generator' || bundledRunbook.services.every((service) => names.has(service.name));
  return isTeams ? bundledRunbook : defaultRunbook;
}
