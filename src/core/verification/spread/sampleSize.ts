import { smallestSample } from './evenness.js';

/** How many requests to send for a test of evenness over so many replicas: as many as the runbook says, and never fewer than judge them. */
export const requestsNeeded = (replicas: number, requestsPerReplica: number): number =>
  // A twentieth more: some answers may not tell who gave them.
  Math.max(Math.ceil(replicas * requestsPerReplica), Math.ceil(smallestSample(replicas) * 1.05));
