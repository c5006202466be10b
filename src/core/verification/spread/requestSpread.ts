import type { Finding } from '../check.js';
import type { CheckVerdict } from '../checkVerdict.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import { evennessAlpha, evennessP, offBy, smallestSample } from './evenness.js';
import type { SpreadReplica } from './spreadReplica.js';
import { tally } from './tally.js';

/** Requests that were sent through the balancer, each on a connection of its own, and who answered them. */
export interface RequestSpread {
  /** Every running replica: an answer of one that is not ready is no stranger's. */
  readonly replicas: readonly SpreadReplica[];
  /** What each answer told of who gave it, hostile; undefined where it told nothing or there was no answer. */
  readonly servedBy: readonly (string | undefined)[];
}

/** So many of the answers have to tell who gave them: what the others hid could else be anything. */
const toldShare = 0.95;
/** Off by this much, a replica is named for an uneven spread. */
const nameableOff = 2.5;

/**
 * Kind `load-spread`, where answers tell which replica gave them. Fails with the name of each replica that got nothing, and where all got some,
 * but not alike by the test of evenness.
 */
export function judgeRequestSpread({ replicas, servedBy }: RequestSpread): Finding {
  const ready = replicas.filter(({ isReady }) => isReady);
  if (ready.length < 2) return couldNotTell({ reason: 'too-few', have: ready.length, needed: 2 });
  const { counts, strangers, others } = tally(servedBy, replicas);
  const known = ready.map(({ name, containerId }) => ({ name, count: counts.get(containerId) ?? 0 }));
  const told = total(known);
  // Host names that are no container's: then the words themselves stand for replicas, as long as there are several and not too many of them.
  if (told + others === 0 && strangers.length > 0) {
    if (strangers.length === 1 || strangers.length > ready.length) {
      return couldNotTell({ reason: 'not-told-how', key: 'servedBy' }, strangers.map(toStranger('unknown')));
    }
    const silent = Array.from({ length: ready.length - strangers.length }, () => ({ name: '', count: 0 }));
    return judged([...strangers, ...silent], servedBy.length, []);
  }
  return judged(known, servedBy.length - others, strangers.map(toStranger('fail')));
}

interface Share {
  readonly name: string;
  readonly count: number;
}

function judged(shares: readonly Share[], sent: number, strangers: readonly Fact[]): Finding {
  const told = total(shares);
  const needed = smallestSample(shares.length);
  const strange = strangers.reduce((sum, { value = 0 }) => sum + value, 0);
  if (told + strange < needed) {
    return couldNotTell({ reason: 'too-few', have: told, needed }, [...shares.map(toShown), ...strangers]);
  }
  const pValue = evennessP(shares.map(({ count }) => count));
  // What one does not get the others have more of: they are judged among themselves.
  const uneven = unevenOf(shares.filter(({ count }) => count > 0));
  const facts = shares.map((share) =>
    factOf(share.name, share.count === 0 || uneven.has(share) ? 'fail' : 'pass', { value: share.count }),
  );
  const finding = findingOf([...facts, ...strangers], { reason: 'too-few', have: told, needed });
  const isToldOf = told + strange >= sent * toldShare;
  if (finding.verdict !== 'fail' && !isToldOf) {
    return { ...couldNotTell({ reason: 'too-few', have: told, needed: Math.ceil(sent * toldShare) }, facts), pValue };
  }
  return { ...finding, pValue };
}

/** Those that show it where the shares are not even. */
function unevenOf(shares: readonly Share[]): ReadonlySet<Share> {
  if (evennessP(shares.map(({ count }) => count)) >= evennessAlpha) return new Set();
  const served = total(shares);
  const off = (share: Share): number => Math.abs(offBy(share.count, served, shares.length));
  const furthest = Math.max(...shares.map(off));
  return new Set(shares.filter((share) => off(share) >= Math.min(furthest, nameableOff)));
}

const total = (shares: readonly Share[]): number => shares.reduce((sum, { count }) => sum + count, 0);
const toShown = ({ name, count }: Share): Fact => factOf(name, 'unknown', { value: count });
const toStranger =
  (verdict: CheckVerdict) =>
  ({ name, count }: Share): Fact =>
    factOf(name, verdict, { value: count, bound: 1 });
