import { replicaNeeds } from '../../scaling/guards/replicaNeeds.js';
import { runbookService, titleOf } from '../../runbook/runbook.js';
import { countedReplicas } from '../../stack/stack.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { meanUseOf } from '../meanUse.js';
import { known, type Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { present, readyReplicas, scaleTo } from '../subject.js';
import { cleanUps, unusedOnDisk } from './unusedOnDisk.js';

type Part = 'memory' | 'cpu' | 'disk';

/** The engine's machine has not what a replica takes; how many more fit, as far as it can be told. */
export function machineShort(
  part: Part,
  replicas: readonly string[],
  said: readonly Evidence[],
  seen: Observations,
): Cause {
  const { needed, free } = roomFor(part, seen);
  const fits =
    needed === undefined || free === undefined || !(needed > 0) ? undefined : Math.max(0, Math.floor(free / needed));
  const shown = free === undefined ? [] : [shownFree(part, free, needed)];
  const unused = part === 'disk' ? unusedOnDisk(seen) : [];
  return causeOf({ cause: 'machine-short', part, needed, free, fits }, 'certain', {
    replicas,
    evidence: [...said, ...shown, ...unused],
    remedies: remediesOf(part, fits, seen),
  });
}

function roomFor(
  part: Part,
  seen: Observations,
): { readonly needed: number | undefined; readonly free: number | undefined } {
  const room = known(seen.machine);
  const needs = replicaNeeds(
    runbookService(seen.runbook, seen.service.name),
    seen.service.replicas[0]?.limits,
    meanUseOf(seen.service, seen.use),
    undefined,
  );
  // The engine compares a limit of cores with what the machine has, busy or not.
  const ofCpu = { needed: seen.service.replicas[0]?.limits.cpus, free: room?.cpus };
  return {
    memory: { needed: needs.memoryBytes, free: room?.atMost ? undefined : room?.availableBytes },
    cpu: ofCpu,
    disk: { needed: undefined, free: room?.diskFreeBytes },
  }[part];
}

const kinds = { memory: 'machine-memory', cpu: 'machine-cpus', disk: 'machine-disk' } as const;

const shownFree = (part: Part, free: number, needed: number | undefined): Evidence =>
  evidence('machine', kinds[part], '', {
    value: free,
    unit: part === 'cpu' ? 'count' : 'bytes',
    bound: needed,
    boundIs: 'least',
  });

function remediesOf(part: Part, fits: number | undefined, seen: Observations): readonly Remedy[] {
  if (part === 'disk') return cleanUps(seen).map((what) => ({ remedy: 'clean-up', what }));
  if (part === 'cpu') return [{ remedy: 'open-compose-file' }];
  return present<Remedy>([
    ...spared(seen),
    fits === undefined ? undefined : scaleTo(seen, readyReplicas(seen).length + fits),
    { remedy: 'open-compose-file' },
  ]);
}

/** The runbook's services that have more than they normally have: room is made by taking them down first. */
function spared({ stack, runbook, service }: Observations): readonly Remedy[] {
  return runbook.services.flatMap(({ name, baseline }): Remedy[] => {
    const other = stack.services.find((each) => each.name === name && each.id !== service.id);
    const from = other ? countedReplicas(other).length : 0;
    return from > baseline && baseline > 0
      ? [{ remedy: 'scale', service: name, title: titleOf(runbook, name), from, to: baseline }]
      : [];
  });
}
