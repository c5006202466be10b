/** What the target rules answered at one moment of the policy's time. */
export interface Answer {
  readonly tauMs: number;
  readonly replicas: number;
}

/** A single low answer does not shrink a service. */
export const stabiliseMs = 5 * 60_000;

/** The largest of the recent answers when the present one is smaller than what there is; an up is never held back. */
export function stabilise(wanted: number, replicas: number, recent: readonly Answer[], tauMs: number): number {
  if (wanted >= replicas) return wanted;
  const inWindow = recent.filter((answer) => answer.tauMs > tauMs - stabiliseMs && answer.tauMs <= tauMs);
  return Math.min(replicas, Math.max(wanted, ...inWindow.map((answer) => answer.replicas)));
}
