import type { SpreadReplica } from './spreadReplica.js';

/** The replica that an answer's word for who gave it stands for: its name, or the beginning of its container's id. Undefined: none of them. */
export function replicaServing(servedBy: string, replicas: readonly SpreadReplica[]): SpreadReplica | undefined {
  const word = servedBy.trim();
  return replicas.find(({ name, containerId }) => name === word || (word.length >= 12 && containerId.startsWith(word)));
}
