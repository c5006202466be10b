/** Numbers from 0 to below 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How many requests each of `replicas` got. */
export type Balancing = (replicas: number, requests: number, random: () => number) => number[];

const none = (replicas: number): number[] => new Array<number>(replicas).fill(0);
const give = (counts: number[], index: number): void => void (counts[index] = (counts[index] ?? 0) + 1);

/** Each request to any replica. */
export const atRandom: Balancing = (replicas, requests, random) => {
  const counts = none(replicas);
  for (let sent = 0; sent < requests; sent++) give(counts, Math.floor(random() * replicas));
  return counts;
};

/** In turn, beginning anywhere. */
export const inTurn: Balancing = (replicas, requests, random) => {
  const counts = none(replicas);
  const first = Math.floor(random() * replicas);
  for (let sent = 0; sent < requests; sent++) give(counts, (first + sent) % replicas);
  return counts;
};

/** To the one that has the fewest requests under way, of those at random; each request takes a time at random. */
export const leastBusy: Balancing = (replicas, requests, random) => {
  const counts = none(replicas);
  const busyUntil = none(replicas).map((): number[] => []);
  for (let sent = 0; sent < requests; sent++) {
    const now = sent;
    const loads = busyUntil.map((ends) => ends.filter((end) => end > now).length);
    const fewest = Math.min(...loads);
    const idle = loads.flatMap((load, index) => (load === fewest ? [index] : []));
    const chosen = idle[Math.floor(random() * idle.length)] ?? 0;
    give(counts, chosen);
    busyUntil[chosen] = [...(busyUntil[chosen] ?? []).filter((end) => end > now), now + random() * 2 * replicas];
  }
  return counts;
};

/** One gets nothing, the others what another way of balancing gives them. */
export const starving =
  (others: Balancing): Balancing =>
  (replicas, requests, random) => [0, ...others(replicas - 1, requests, random)];

/** The first one has part of the weight of each other. */
export const weighted =
  (weight: number): Balancing =>
  (replicas, requests, random) => {
    const counts = none(replicas);
    const total = replicas - 1 + weight;
    for (let sent = 0; sent < requests; sent++) {
      const at = random() * total;
      give(counts, at < weight ? 0 : 1 + Math.floor(at - weight));
    }
    return counts;
  };
