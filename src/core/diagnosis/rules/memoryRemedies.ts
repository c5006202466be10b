import { runbookService } from '../../runbook/runbook.js';
import { replicaNeeds } from '../../scaling/guards/replicaNeeds.js';
import { countedReplicas } from '../../stack/stack.js';
import { meanUseOf } from '../meanUse.js';
import { known, type Observations } from '../observations.js';
import type { Remedy } from '../remedy.js';
import { present, scaleTo } from '../subject.js';

/** A limit is raised by half, to whole steps of this. */
const raise = 1.5;
const stepBytes = 16 * 1024 ** 2;

/**
 * What to do where memory is short: as many replicas as there is room for, and where each has less than it takes, more for each.
 *
 * @param limitBytes of each replica; undefined where it is the machine's memory that is short
 */
export function memoryRemedies(seen: Observations, limitBytes: number | undefined): readonly Remedy[] {
  const to = limitBytes === undefined ? undefined : Math.ceil((raise * limitBytes) / stepBytes) * stepBytes;
  const fits = replicasThatFit(seen, to);
  const count = countedReplicas(seen.service).length;
  return present<Remedy>([
    limitBytes === undefined || to === undefined
      ? undefined
      : { remedy: 'raise-limit', of: 'container', part: 'memory', from: limitBytes, to },
    fits !== undefined && fits < count ? scaleTo(seen, Math.max(1, fits)) : undefined,
    limitBytes === undefined ? undefined : { remedy: 'open-compose-file' },
  ]);
}

/** The runbook's arithmetic: what is available, with what its present replicas use, by what each takes. Undefined where either is not known. */
function replicasThatFit(seen: Observations, perReplicaBytes?: number): number | undefined {
  const available = availableFor(seen);
  const { runbook, service } = seen;
  const use = meanUseOf(service, seen.use);
  const needs = replicaNeeds(runbookService(runbook, service.name), service.replicas[0]?.limits, use, undefined);
  const each = perReplicaBytes ?? needs.memoryBytes;
  return available === undefined || each === undefined || !(each > 0) ? undefined : Math.floor(available / each);
}

function availableFor({ machine, use, service }: Observations): number | undefined {
  const room = known(machine);
  if (room?.availableBytes === undefined || room.atMost) return undefined;
  const own = service.replicas.reduce(
    (sum, { containerId }) => sum + (known(use)?.get(containerId)?.memoryBytes ?? 0),
    0,
  );
  return room.availableBytes + own;
}
