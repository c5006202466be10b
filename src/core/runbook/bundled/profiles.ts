import type { Profile } from '../runbook.js';

const all = (id: string, title: string, frontend: number, backend: number, worker: number): Profile => ({
  id,
  title,
  counts: { frontend, backend, 'pdf-worker': worker },
});

/** "Coordinated Scaling Strategy" and the scenarios. */
export const bundledProfiles: readonly Profile[] = [
  all('2x', 'Moderate load, 2x traffic', 2, 2, 6),
  all('5x', 'High load, 5x traffic', 3, 5, 15),
  all('10x', 'Extreme load, 10x traffic', 5, 10, 30),
  all('spike', 'Anticipated traffic spike', 2, 3, 10),
  { id: 'queue-500', title: 'Sudden spike, more than 500 jobs waiting', counts: { 'pdf-worker': 20 } },
  { id: 'queue-200', title: 'Sustained load, always more than 200 jobs waiting', counts: { 'pdf-worker': 15 } },
  { id: 'queue-building', title: 'Queue building up, more than 200 jobs waiting', counts: { 'pdf-worker': 10 } },
  { id: 'api-load', title: 'High API load, CPU above 80 %', counts: { backend: 3 } },
  { id: 'memory-pressure', title: 'Memory pressure after a restart of the workers', counts: { 'pdf-worker': 2 } },
];
