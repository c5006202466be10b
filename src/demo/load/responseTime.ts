import { erlangC } from './erlangC.js';

/** What the answers of one replica look like over a short time. */
export interface Responses {
  /** Requests answered in that time. */
  readonly count: number;
  /** Waited by all before their turn, since more came than could be served, ms. */
  readonly backlogMs: number;
  /** Chance to find every core busy. */
  readonly waitChance: number;
  /** Mean wait of those who find them so, ms. */
  readonly waitMs: number;
  /** Mean time of an answer once its turn has come, ms. */
  readonly serviceMs: number;
}

/** So full at most is reckoned with: beyond it the wait is in the backlog, which is counted by itself. */
const fullest = 0.97;

/**
 * @param rates per second: requests that come, and requests that one core serves
 * @param serviceMs mean time of an answer, that on the core and that for the database together
 */
export function responsesOf(
  count: number,
  cores: number,
  rates: { readonly arrivals: number; readonly perCore: number },
  serviceMs: number,
  backlogMs: number,
): Responses {
  const arrivals = Math.min(rates.arrivals, fullest * cores * rates.perCore);
  const spare = cores * rates.perCore - arrivals;
  const waitChance = erlangC(cores, arrivals / rates.perCore);
  return { count, backlogMs, waitChance, waitMs: 1000 / spare, serviceMs };
}

/** The chance that an answer takes longer than that. */
export function slowerThan(ms: number, { backlogMs, waitChance, waitMs, serviceMs }: Responses): number {
  const left = ms - backlogMs;
  if (left <= 0) return 1;
  const service = Math.exp(-left / serviceMs);
  // Both times alike would divide by zero; a hair's breadth apart they do not.
  const wait = Math.abs(waitMs - serviceMs) < 1e-6 * serviceMs ? waitMs * 1.000_01 : waitMs;
  const both = (wait * Math.exp(-left / wait) - serviceMs * service) / (wait - serviceMs);
  return (1 - waitChance) * service + waitChance * both;
}

/** The time within which that share of all answers comes, ms; undefined where there were none. */
export function percentileMs(all: readonly Responses[], share: number): number | undefined {
  const counted = all.filter(({ count }) => count > 0);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const slower = (ms: number): number =>
    counted.reduce((sum, responses) => sum + responses.count * slowerThan(ms, responses), 0) / total;
  let [low, high] = [0, 1];
  while (slower(high) > 1 - share) high *= 2;
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    if (slower(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}
