import type { Profile } from '../runbook.js';

const all = (id: string, title: string, frontend: number, backend: number, worker: number): Profile => ({
  id,
  title,
  counts: { frontend, backend, 'pdf-worker': worker },
  restart: [],
});

const one = (id: string, title: string, service: string, replicas: number): Profile => ({
  id,
  title,
  counts: { [service]: replicas },
  restart: [],
});

/** "Coordinated Scaling Strategy" and the scenarios. */
export const bundledProfiles: readonly Profile[] = [
  all('2x', 'Moderate load, 2x traffic', 2, 2, 6),
  all('5x', 'High load, 5x traffic', 3, 5, 15),
  all('10x', 'Extreme load, 10x traffic', 5, 10, 30),
  all('spike', 'Anticipated traffic spike', 2, 3, 10),
  one('queue-500', 'Sudden spike, more than 500 jobs waiting', 'pdf-worker', 20),
  one('queue-200', 'Sustained load, always more than 200 jobs waiting', 'pdf-worker', 15),
  one('queue-building', 'Queue building up, more than 200 jobs waiting', 'pdf-worker', 10),
  one('api-load', 'High API load, CPU above 80 %', 'backend', 3),
  // "Don't scale up": what leaks does not leak less on more replicas.
  { id: 'memory-pressure', title: 'Memory pressure in the workers: restart', counts: {}, restart: ['pdf-worker'] },
  one('memory-pressure-persists', 'Memory pressure again after the restart', 'pdf-worker', 2),
];
