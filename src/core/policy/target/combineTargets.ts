import { isCount, type Count, type Proposal } from './proposal.js';

export interface Combined {
  readonly replicas: number;
  /** The rules' answers, the largest first. */
  readonly counts: readonly Count[];
  /** Metrics that some rule would need and that are not known. */
  readonly blind: readonly string[];
}

/** The largest answer counts. While any rule is blind, none of the others can make the service smaller. */
export function combineTargets(proposals: readonly Proposal[], replicas: number): Combined {
  const counts = proposals.filter(isCount).sort((a, b) => b.replicas - a.replicas);
  const unseen = proposals.flatMap((proposal) => (isCount(proposal) ? [] : [proposal.metric]));
  const largest = counts[0]?.replicas;
  return {
    replicas: largest === undefined ? replicas : unseen.length > 0 ? Math.max(replicas, largest) : largest,
    counts,
    blind: unseen,
  };
}
