import type { Refusal } from '../decision.js';

/** Each kind of refusal once for each thing that it is about. */
export function unlike(refusals: readonly Refusal[]): readonly Refusal[] {
  const seen = new Set<string>();
  return refusals.filter((refusal) => {
    const key = `${refusal.refusal} ${aboutOf(refusal)}`;
    return !seen.has(key) && seen.add(key);
  });
}

function aboutOf(refusal: Refusal): string {
  if ('metric' in refusal) return refusal.metric;
  if (refusal.refusal === 'cooldown') return refusal.direction;
  return refusal.refusal === 'spike-expected' ? `${refusal.title} ${refusal.at}` : '';
}
