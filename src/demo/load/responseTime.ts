/** A part of the time of an answer: exponential with that mean, ms, for those whom it concerns, and nothing for the others. */
export interface Stage {
  /** To be concerned: from 0 to 1. */
  readonly chance: number;
  readonly meanMs: number;
}

export const noWait: Stage = { chance: 0, meanMs: 1 };

export const meanOf = (stages: readonly Stage[]): number =>
  stages.reduce((sum, { chance, meanMs }) => sum + chance * meanMs, 0);

/** What the answers of one replica look like over a short time. */
export interface Responses {
  /** Requests answered in that time. */
  readonly count: number;
  /** Taken by each of them before anything else, ms. */
  readonly fixedMs: number;
  /** The chance that the rest takes longer than `t` is the sum of `weight * exp(-t / meanMs)`. */
  readonly terms: readonly { readonly weight: number; readonly meanMs: number }[];
  /** Nobody waits longer for an answer, ms. */
  readonly limitMs: number;
}

/** Means that lie nearer to each other than this share would be divided by nearly nothing. */
const leastApart = 0.02;

/** One stage after the other: the sum of independent exponential times, of which some do not concern everybody. */
export function responsesOf(count: number, fixedMs: number, stages: readonly Stage[], limitMs: number): Responses {
  const means: number[] = [];
  for (const { meanMs } of [...stages].sort((a, b) => a.meanMs - b.meanMs))
    means.push(Math.max(meanMs, (means.at(-1) ?? 0) * (1 + leastApart)));
  const chances = [...stages].sort((a, b) => a.meanMs - b.meanMs).map(({ chance }) => chance);
  // Each other stage comes between with its chance, and not with the rest of it.
  const terms = means.map((meanMs, index) => ({
    meanMs,
    weight: means.reduce((weight, other, at) => {
      const chance = chances[at] ?? 0;
      return weight * (at === index ? chance : 1 - chance + (chance * meanMs) / (meanMs - other));
    }, 1),
  }));
  return { count, fixedMs, terms, limitMs };
}

/** The chance that an answer takes longer than that. */
export function slowerThan(ms: number, { fixedMs, terms, limitMs }: Responses): number {
  const left = ms - fixedMs;
  if (left < 0) return 1;
  if (ms >= limitMs) return 0;
  return beyond(left, terms);
}

/** Rarer than this is never. */
const negligible = 1e-9;

/** The chance that an answer would take longer than anybody waits for it. */
export function givenUp({ fixedMs, terms, limitMs }: Responses): number {
  const chance = limitMs <= fixedMs ? 1 : beyond(limitMs - fixedMs, terms);
  return chance < negligible ? 0 : chance;
}

const beyond = (leftMs: number, terms: Responses['terms']): number =>
  Math.max(
    0,
    terms.reduce((sum, { weight, meanMs }) => sum + weight * Math.exp(-leftMs / meanMs), 0),
  );

/** Percentiles are found to this share of themselves. */
const finest = 1e-4;

/** The time within which that share of all answers comes, ms; undefined where there were none. */
export function percentileMs(all: readonly Responses[], share: number): number | undefined {
  const counted = all.filter(({ count }) => count > 0);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return undefined;
  const slower = (ms: number): number =>
    counted.reduce((sum, responses) => sum + responses.count * slowerThan(ms, responses), 0) / total;
  let [low, high] = [0, 1];
  while (slower(high) > 1 - share) high *= 2;
  while (high - low > finest * high && high > finest) {
    const middle = (low + high) / 2;
    if (slower(middle) > 1 - share) low = middle;
    else high = middle;
  }
  return high;
}
