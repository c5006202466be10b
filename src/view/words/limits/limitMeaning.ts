import type { ConnectionsNeed } from '../../../core/scaling/connections/connectionsNeeded.js';
import { oneLine } from '../../markdown.js';
import { needText } from '../guards/limitGuardWords.js';

/**
 * What a limit of connections means: `enough for 10 Backend x 50 + 50 = 550 · 100 now`.
 *
 * @param enoughFor the most replicas that it is enough for; undefined where nobody's pools are known
 * @param of the service whose pools count
 */
export function limitMeaning(
  now: number,
  enoughFor: ConnectionsNeed | undefined,
  of: { readonly title: string } | undefined,
): string {
  const present = `${now} now`;
  if (!of) return present;
  return enoughFor
    ? `enough for ${needText(enoughFor)} · ${present}`
    : `not enough for one ${oneLine(of.title)} · ${present}`;
}
