/** How many requests the test of evenness needs over so many replicas, at least; 0 for a single one. */
export function requestsNeeded(replicas: number, requestsPerReplica: number): number {
  return replicas * requestsPerReplica;
}
