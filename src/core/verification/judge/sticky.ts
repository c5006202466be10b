import type { BalancerService } from '../balancerService.js';
import type { Finding } from '../check.js';
import { factOf } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import { smallestSample } from '../spread/evenness.js';
import type { SpreadReplica } from '../spread/spreadReplica.js';
import { tally } from '../spread/tally.js';

/** What one client saw that keeps its cookies. */
export interface ClientSeen {
  /** Every running replica. */
  readonly replicas: readonly SpreadReplica[];
  /** What the balancer itself says; undefined where it was not asked or did not answer. */
  readonly balancer: Pick<BalancerService, 'name' | 'isSticky'> | undefined;
  /** Who answered its requests, each on a connection of its own, cookies of earlier answers sent along; hostile. Undefined where not told. */
  readonly servedBy: readonly (string | undefined)[];
}

/** How many requests of one client show that it is not kept with one replica: enough for two, and with more replicas fewer would do. */
export const stickyRequests = 20;

/** Kind `no-sticky`: the balancer does not say that it is, and one client is served by several replicas. */
export function judgeSticky({ replicas, balancer, servedBy }: ClientSeen): Finding {
  const said = balancer
    ? [
        factOf(balancer.name, balancer.isSticky ? 'fail' : 'pass', {
          said: balancer.isSticky ? 'sticky' : 'not sticky',
        }),
      ]
    : [];
  const ready = replicas.filter(({ isReady }) => isReady).length;
  if (ready < 2 && balancer?.isSticky !== true)
    return couldNotTell({ reason: 'too-few', have: ready, needed: 2 }, said);
  const { counts, others, strangers } = tally(servedBy, replicas);
  const value = counts.size + strangers.length + (others > 0 ? 1 : 0);
  const told = servedBy.filter((word) => word !== undefined).length;
  const needed = smallestSample(2);
  // One word that is no replica's may be what all of them say.
  const isMeaningful = counts.size > 0 || strangers.length > 1;
  if (isMeaningful && (value > 1 || told >= needed)) {
    const seen = factOf('', value > 1 ? 'pass' : 'fail', { value, bound: 2, boundIs: 'least' });
    return findingOf([...said, seen], { reason: 'too-few', have: told, needed });
  }
  if (said.length > 0) return findingOf(said, { reason: 'too-few', have: told, needed });
  return told > 0 && !isMeaningful
    ? couldNotTell({ reason: 'not-told-how', key: 'servedBy' })
    : couldNotTell({ reason: 'too-few', have: told, needed });
}
