import type { HostRoom } from '../hostRoom.js';
import { peakNeed, upTo, type HostDemand, type HostPart, type PeakNeed } from './hostDemand.js';
import type { Fit, HostGuard, Verdict } from './guard.js';
import { compareVerdicts } from './compareVerdicts.js';
import { roomBySparing, type SpareService } from './spareRoom.js';

const parts = ['memory', 'cpu', 'disk'] as const satisfies readonly HostPart[];
const fullShare = 0.95;
const spareShare = 0.1;
const spareDiskBytes = 2 * 1024 ** 3;

/** None where nothing is added. @param spares services that have more than they need */
export function hostGuards(
  room: HostRoom,
  demands: readonly HostDemand[],
  spares: readonly SpareService[],
): readonly HostGuard[] {
  if (demands.every(({ added }) => added === 0)) return [];
  return parts.map((part) => hostGuard(part, room, demands, spares));
}

function hostGuard(
  part: HostPart,
  room: HostRoom,
  demands: readonly HostDemand[],
  spares: readonly SpareService[],
): HostGuard {
  const state = stateOf(part, room);
  const need = peakNeed(demands, part);
  const refused = part === 'cpu' ? refusedOf(demands, room.cpus) : undefined;
  const verdictAt = (changed: readonly HostDemand[], more: number): Verdict => {
    if (part === 'cpu' && refusedOf(changed, room.cpus)) return 'block';
    const adds = changed.some(({ added }) => added > 0);
    return adds ? judge[part](peakNeed(changed, part), withMore(state, more)) : 'pass';
  };
  const verdict = verdictAt(demands, 0);
  return {
    guard: `host-${part}`,
    verdict,
    needed: need.known,
    ...state,
    refused: refused && { title: refused.title, cpus: refused.requestedCpus ?? 0 },
    unknown: need.unknown,
    problems: state.free === undefined || state.atMost ? room.problems : [],
    fits: fitsOf(demands, verdict, (changed) => verdictAt(changed, 0)),
    spared: roomBySparing(spares, part, (more) => compareVerdicts(verdictAt(demands, more), verdict) < 0),
  };
}

interface PartState {
  readonly free: number | undefined;
  readonly total: number | undefined;
  readonly atMost: boolean;
}

function stateOf(part: HostPart, room: HostRoom): PartState {
  switch (part) {
    case 'memory':
      return { free: room.availableBytes, total: room.memoryBytes, atMost: room.atMost ?? false };
    case 'cpu': {
      const free = room.busyCpus === undefined ? undefined : Math.max(0, room.cpus - room.busyCpus);
      return { free, total: room.cpus, atMost: room.atMost ?? false };
    }
    case 'disk':
      return { free: room.diskFreeBytes, total: room.diskBytes, atMost: false };
  }
}

const withMore = (state: PartState, more: number): PartState =>
  state.free === undefined ? state : { ...state, free: Math.min(state.free + more, state.total ?? Infinity) };

/** What is not known never passes; what is certain whatever is not known still blocks. */
const judge = {
  memory: ({ known, unknown }, { free, total = Infinity, atMost }) => {
    if (known > (free ?? total)) return 'block';
    if (free === undefined || unknown.length > 0 || atMost) return 'warn';
    return free - known < spareShare * total ? 'warn' : 'pass';
  },
  cpu: ({ known, unknown }, { free, total = Infinity, atMost }) => {
    if (free === undefined) return 'warn';
    // A machine that is busy is when people scale: they are told, and it is theirs to say.
    const isFull = total - free >= fullShare * total;
    return isFull || unknown.length > 0 || atMost || known > free ? 'warn' : 'pass';
  },
  disk: ({ known, unknown }, { free, total = Infinity }) => {
    if (known > (free ?? total)) return 'block';
    if (free === undefined || unknown.length > 0) return 'warn';
    return free - known < Math.max(spareDiskBytes, spareShare * total) ? 'warn' : 'pass';
  },
} as const satisfies Record<HostPart, (need: PeakNeed, state: PartState) => Verdict>;

const refusedOf = (demands: readonly HostDemand[], cpus: number): HostDemand | undefined =>
  demands.find(({ created, requestedCpus }) => created > 0 && (requestedCpus ?? 0) > cpus);

/** Of each service that grows, the most that passes; where none passes, the most that at least does not block. */
function fitsOf(
  demands: readonly HostDemand[],
  verdict: Verdict,
  verdictAt: (demands: readonly HostDemand[]) => Verdict,
): readonly Fit[] {
  return demands.flatMap((demand): Fit[] => {
    const at = (target: number): Verdict =>
      verdictAt(demands.map((other) => (other === demand ? upTo(demand, target) : other)));
    const better = (['pass', 'warn'] as const).filter((wanted) => compareVerdicts(wanted, verdict) < 0);
    for (const wanted of better) {
      const target = largest(demand.from, demand.to, (count) => compareVerdicts(at(count), wanted) <= 0);
      if (target !== undefined) return [{ service: demand.service, title: demand.title, target }];
    }
    return [];
  });
}

/** The largest number between the two that still fits, where whatever is larger than one that does not fit does not fit either. */
function largest(above: number, below: number, fits: (count: number) => boolean): number | undefined {
  let [low, high] = [above, below];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low > above ? low : undefined;
}
