import { groupBy } from '../../stack/groupBy.js';
import type { Replica } from '../../stack/replica.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import { detailsOf, openLogs } from '../subject.js';
import { memoryRemedies } from './memoryRemedies.js';

/** The kernel ends a process with this code, and so does whoever stops a container by force. */
const killedCode = 137;
/** Below this share of the machine's memory it is the machine that has none left. */
const leastFreeShare = 0.05;
const shown = 3;

interface Killed {
  readonly replica: Replica;
  readonly kills: number;
  readonly shown: readonly Evidence[];
}

/** Replicas in which the kernel killed something for want of memory: because of their own limit, or because the machine has none left. */
export function outOfMemory(seen: Observations): readonly Cause[] {
  const killed = seen.service.replicas.flatMap((replica) => killedOf(replica, seen) ?? []);
  const groups = groupBy(killed, ({ replica }) => String(replica.limits.memoryBytes));
  return [...groups.values()].map((group) => killedCause(group, seen));
}

function killedOf(replica: Replica, seen: Observations): Killed | undefined {
  const details = detailsOf(seen, replica);
  const ends = (known(seen.ends) ?? []).filter((end) => end.containerId === replica.containerId);
  const remembered = ends.filter(({ isForMemory }) => isForMemory).length;
  const ended = details?.exitCode ?? replica.exitCode;
  const isFlagged = details?.oomKilled ?? false;
  const isMachines = ended === killedCode && machineIsFull(seen) !== undefined;
  if (remembered === 0 && !isFlagged && !isMachines) return undefined;
  return {
    replica,
    kills: Math.max(remembered, 1),
    shown: [
      ...(remembered > 0
        ? [evidence('ends', 'memory-kills', replica.name, { value: remembered })]
        : isFlagged
          ? [evidence('containers', 'memory-kills', replica.name)]
          : []),
      ...(ended === undefined
        ? []
        : [evidence(details ? 'containers' : 'replicas', 'exit-code', replica.name, { value: ended, unit: 'status' })]),
      ...usedOf(replica, seen),
    ],
  };
}

const usedOf = ({ containerId, name, limits, state }: Replica, { use }: Observations): readonly Evidence[] => {
  const value = state === 'running' ? known(use)?.get(containerId)?.memoryBytes : undefined;
  return value === undefined
    ? []
    : [evidence('use', 'memory-used', name, { verdict: 'pass', value, unit: 'bytes', bound: limits.memoryBytes })];
};

function killedCause(group: readonly Killed[], seen: Observations): Cause {
  const limitBytes = group[0]?.replica.limits.memoryBytes;
  const kills = group.reduce((sum, each) => sum + each.kills, 0);
  const free = machineIsFull(seen);
  const finding =
    limitBytes === undefined
      ? ({ cause: 'machine-full', freeBytes: free?.value, kills } as const)
      : ({ cause: 'limit-exceeded', limitBytes, kills } as const);
  const isCertain = group.some((each) => each.shown.some(({ shows }) => shows === 'memory-kills'));
  return causeOf(finding, isCertain ? 'certain' : 'likely', {
    replicas: group.map(({ replica }) => saying(replica.name)),
    evidence: [
      ...group.slice(0, shown).flatMap((each) => each.shown),
      ...(limitBytes === undefined && free ? [free] : []),
    ],
    remedies: [...memoryRemedies(seen, limitBytes), openLogs(seen)],
  });
}

/** Undefined where it has some left, or it could not be told. */
function machineIsFull({ machine }: Observations): Evidence | undefined {
  const room = known(machine);
  if (room?.availableBytes === undefined || room.atMost) return undefined;
  const bound = leastFreeShare * room.memoryBytes;
  return room.availableBytes < bound
    ? evidence('machine', 'machine-memory', '', { value: room.availableBytes, unit: 'bytes', bound, boundIs: 'least' })
    : undefined;
}
