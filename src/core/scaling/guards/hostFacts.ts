import { runbookService } from '../../runbook/runbook.js';
import { countedReplicas } from '../../stack/stack.js';
import { addedReplicas, createdReplicas } from './guardedChange.js';
import type { GuardFacts } from './guardFacts.js';
import type { HostDemand } from './hostDemand.js';
import { replicaNeeds, type MeanUse } from './replicaNeeds.js';
import type { SpareService } from './spareRoom.js';

const nothing: MeanUse = { memoryBytes: undefined, cpus: undefined };

/** What each change takes of the engine's machine. */
export const hostDemands = ({ changes, services, runbook, use }: GuardFacts): readonly HostDemand[] =>
  changes.map((change): HostDemand => {
    const { service: name, from, to, plan, group = 0 } = change;
    const { service, footprint } = services.get(name) ?? {};
    const replicas = service?.replicas ?? [];
    const source = replicas.find(({ containerId }) => containerId === plan.sourceContainerId) ?? replicas[0];
    // Where there is nothing to copy, nothing has been written yet.
    const layerBytes = plan.sourceContainerId === undefined ? 0 : footprint?.layerBytes;
    const present = use.get(name) ?? nothing;
    return {
      service: name,
      title: plan.title,
      from,
      to,
      group,
      added: addedReplicas(change),
      created: createdReplicas(change),
      needs: replicaNeeds(runbookService(runbook, name), source?.limits, present, layerBytes),
      use: present,
      requestedCpus: footprint?.requestedCpus,
    };
  });

/** Services that the runbook names, that do not change, and that have more than they normally have. */
export function spareServices({ changes, stack, runbook, use }: GuardFacts): readonly SpareService[] {
  const changing = new Set(changes.map(({ service }) => service));
  return runbook.services.flatMap(({ name, title, baseline, min }): SpareService[] => {
    const service = stack.services.find((other) => other.name === name);
    if (!service || changing.has(name)) return [];
    const replicas = countedReplicas(service).length;
    return replicas > Math.min(baseline, min)
      ? [{ service: name, title, replicas, baseline, min, use: use.get(name) ?? nothing }]
      : [];
  });
}
