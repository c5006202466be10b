import type { SparedService } from './guard.js';
import type { HostPart } from './hostDemand.js';
import type { MeanUse } from './replicaNeeds.js';

/** A service beside those that grow, with what it has beyond its normal count. */
export interface SpareService {
  readonly service: string;
  readonly title: string;
  readonly replicas: number;
  readonly baseline: number;
  readonly min: number;
  readonly use: MeanUse;
}

/**
 * The fewest services that make enough room by going to their baseline, those with most to give first; where that is not enough, to their
 * minimum. Files are no part of it: what a replica's layer holds is small and not known of all of them.
 */
export function roomBySparing(
  spares: readonly SpareService[],
  part: HostPart,
  isEnough: (more: number) => boolean,
): readonly SparedService[] {
  if (part === 'disk') return [];
  const floors: readonly ((spare: SpareService) => number)[] = [
    ({ baseline }) => baseline,
    ({ baseline, min }) => Math.min(baseline, min),
  ];
  for (const floor of floors) {
    const given = spares
      .map((spare) => ({
        spare,
        to: floor(spare),
        room: (spare.replicas - floor(spare)) * (usePart(spare, part) ?? 0),
      }))
      .filter(({ room }) => room > 0)
      .sort((a, b) => b.room - a.room);
    let room = 0;
    for (const [index, { room: more }] of given.entries()) {
      room += more;
      if (!isEnough(room)) continue;
      return given
        .slice(0, index + 1)
        .map(({ spare: { service, title, replicas }, to }) => ({ service, title, from: replicas, to }));
    }
  }
  return [];
}

const usePart = ({ use }: SpareService, part: 'memory' | 'cpu'): number | undefined =>
  part === 'memory' ? use.memoryBytes : use.cpus;
