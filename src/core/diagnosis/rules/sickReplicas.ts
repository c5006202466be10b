import type { Replica } from '../../stack/replica.js';
import type { ContainerDetails, ProbeResult } from '../containerDetails.js';
import type { Observations } from '../observations.js';
import { detailsOf } from '../subject.js';

/** A replica that runs and whose health check fails, with its last failure. */
export interface SickReplica {
  readonly replica: Replica;
  readonly details: ContainerDetails;
  readonly last: ProbeResult;
}

/** Those of which the engine tells what the health check said. */
export const sickReplicas = (seen: Observations): readonly SickReplica[] =>
  seen.service.replicas.flatMap((replica): SickReplica[] => {
    const details = detailsOf(seen, replica);
    const last = details?.probes.at(-1);
    const fails = replica.health === 'unhealthy' || replica.health === 'starting';
    return details && last && last.exitCode !== 0 && fails && replica.state === 'running'
      ? [{ replica, details, last }]
      : [];
  });
