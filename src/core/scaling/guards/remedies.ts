import { calmFrom } from './calmGuard.js';
import type { ChangingGuard, ConnectionsGuard, Guard, HostGuard } from './guard.js';
import { limitRemedies } from './limitRemedies.js';
import type { Remedy, RemedyAbout } from './remedy.js';
import { swarmRemedies } from './swarmRemedies.js';

/**
 * What can be done about a guard that warns or blocks, what leads on first and what only looks last.
 *
 * @param about the service that the guard is of; undefined for one of the whole operation
 */
export function remediesOf(guard: Guard, about?: RemedyAbout): readonly Remedy[] {
  if (guard.verdict === 'pass') return [];
  switch (guard.guard) {
    case 'host-memory':
    case 'host-cpu':
    case 'host-disk':
      return hostRemedies(guard);
    case 'connections':
      return connectionRemedies(guard);
    case 'calm': {
      const at = calmFrom(guard);
      return [
        ...(at === undefined ? [] : [{ remedy: 'wait-until', at } as const]),
        // Who opened the plan has begun the looking.
        ...(guard.known ? [] : [{ remedy: 'look-again' } as const]),
        { remedy: 'explain', service: guard.service },
      ];
    }
    case 'limits': {
      const target = Math.min(Math.max(guard.target, guard.min), guard.max);
      const fit: readonly Remedy[] =
        about && target !== about.from
          ? [{ remedy: 'fit-to', service: about.service, title: about.title, target }]
          : [];
      return [...fit, { remedy: 'open-runbook' }];
    }
    case 'in-runbook':
      return [{ remedy: 'open-runbook' }];
    case 'scaler':
      // With a problem of Compose's own, that way was tried.
      return guard.composeProblem === '' ? [{ remedy: 'auto-scaler' }] : [{ remedy: 'look-again' }];
    case 'changing':
      return changingRemedies(guard, about);
    case 'health-check':
      // A Swarm keeps no Compose file; what its check is to run is for those to say who know the service.
      return guard.service === undefined ? [{ remedy: 'open-compose-file' }] : [];
    case 'drift':
    case 'host-ports':
    case 'container-name':
    case 'static-address':
    case 'host-network':
    case 'mixed-definitions':
    case 'shared-volumes':
      return [{ remedy: 'open-compose-file' }];
    case 'database-limit':
      return limitRemedies(guard);
    case 'node-room':
    case 'no-node':
    case 'nodes-away':
    case 'max-per-node':
    case 'node-ports':
    case 'constraints':
    case 'node-volumes':
    case 'swarm-mode':
    case 'swarm-restart':
      return swarmRemedies(guard, about);
    case 'only-replica':
      // One that can have no second is away while it restarts, whatever is done.
      return guard.canGrow && about
        ? [{ remedy: 'scale-first', service: about.service, title: about.title, target: 2 }]
        : [];
    case 'protected-context':
      // Blocked, nobody is there to press anything; who is told of it starts a plan of their own.
      return guard.verdict === 'block' ? [] : [{ remedy: 'type-name', context: guard.context }];
  }
}

/**
 * A machine that is busy, or that did not answer, may be otherwise in a moment, and so may one on which nothing else can be done. What asks for more
 * cores than there are does so in the Compose file.
 */
function hostRemedies({ guard, fits, spared, problems, refused }: HostGuard): readonly Remedy[] {
  if (refused) return [...fits.map(fitTo), { remedy: 'open-compose-file' }];
  const found: readonly Remedy[] = [
    ...fits.map(fitTo),
    ...(spared.length > 0 ? [{ remedy: 'free-room', spared } as const] : []),
    ...(guard === 'host-disk' ? [takingSpace] : []),
  ];
  const isToLookAgain = guard === 'host-cpu' || problems.length > 0 || found.length === 0;
  return isToLookAgain ? [...found, { remedy: 'look-again' }] : found;
}

const fitTo = (fit: HostGuard['fits'][number]): Remedy => ({ remedy: 'fit-to', ...fit });

/** Tells what takes the space on an engine's disk: images, containers, volumes, the build cache. */
const takingSpace: Remedy = { remedy: 'copy-command', commands: [['docker', 'system', 'df']] };

function connectionRemedies(guard: ConnectionsGuard): readonly Remedy[] {
  if (!guard.known)
    return [
      { remedy: 'look-again' },
      ...(guard.database === undefined ? [] : [{ remedy: 'open-logs', service: guard.database } as const]),
    ];
  const { service, title, fit, raiseTo } = guard;
  return [
    { remedy: 'raise-connections', to: raiseTo },
    ...(fit === undefined ? [] : [{ remedy: 'fit-to', service, title, target: fit } as const]),
  ];
}

function changingRemedies({ found }: ChangingGuard, about: RemedyAbout | undefined): readonly Remedy[] {
  const logs: readonly Remedy[] = about ? [{ remedy: 'open-logs', service: about.service }] : [];
  switch (found) {
    case 'operation':
      return [{ remedy: 'look-again' }, { remedy: 'show-history' }];
    case 'removing':
      return [{ remedy: 'look-again' }];
    case 'starting':
      return [{ remedy: 'look-again' }, ...logs];
    case 'restarting':
      return logs;
  }
}

/** A person may go on with a reason. Not where the engine would refuse, the runbook forbids, or somebody else is at work. */
export function isOverridable(guard: Guard): boolean {
  switch (guard.guard) {
    case 'host-ports':
    case 'container-name':
    case 'scaler':
    case 'in-runbook':
    case 'limits':
    case 'no-node':
    case 'max-per-node':
    case 'node-ports':
    case 'swarm-mode':
    case 'swarm-restart':
      return false;
    case 'database-limit':
      // What the database would do cannot be told; a person may know it.
      return guard.finding === 'unknown';
    case 'changing':
      return guard.found === 'restarting';
    case 'drift':
      // Compose would make the present replicas anew, and the rehearsal before its first step refuses that whatever a person says.
      return !guard.byCompose;
    case 'protected-context':
      return guard.verdict === 'warn';
    case 'host-cpu':
      return guard.refused === undefined;
    case 'host-memory':
    case 'host-disk':
    case 'connections':
    case 'calm':
    case 'health-check':
    case 'only-replica':
    case 'static-address':
    case 'host-network':
    case 'mixed-definitions':
    case 'shared-volumes':
    case 'node-room':
    case 'nodes-away':
    case 'constraints':
    case 'node-volumes':
      return true;
  }
}
