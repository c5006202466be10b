import { calmFrom } from './calmGuard.js';
import type { Guard, SparedService } from './guard.js';

/** What a person can choose where a guard warns or blocks. */
export type Remedy =
  | { readonly remedy: 'fit-to'; readonly service: string; readonly title: string; readonly target: number }
  | { readonly remedy: 'raise-connections'; readonly to: number }
  /** Takes these services down before the others go up. */
  | { readonly remedy: 'free-room'; readonly spared: readonly SparedService[] }
  /** Shows what the rules say of the service. */
  | { readonly remedy: 'explain'; readonly service: string }
  | { readonly remedy: 'open-compose-file' }
  /** Wall time, ms. */
  | { readonly remedy: 'wait-until'; readonly at: number };

/** @param about the service that the guard is of; undefined for one of the whole operation */
export function remediesOf(
  guard: Guard,
  about?: { readonly service: string; readonly title: string },
): readonly Remedy[] {
  if (guard.verdict === 'pass') return [];
  switch (guard.guard) {
    case 'host-memory':
    case 'host-cpu':
    case 'host-disk':
      return [
        ...guard.fits.map((fit): Remedy => ({ remedy: 'fit-to', ...fit })),
        ...(guard.spared.length > 0 ? [{ remedy: 'free-room', spared: guard.spared } as const] : []),
      ];
    case 'connections':
      if (!guard.known) return [];
      return [
        { remedy: 'raise-connections', to: guard.raiseTo },
        ...(guard.fit === undefined
          ? []
          : [{ remedy: 'fit-to', service: guard.service, title: guard.title, target: guard.fit } as const]),
      ];
    case 'calm': {
      const at = calmFrom(guard);
      return [
        ...(at === undefined ? [] : [{ remedy: 'wait-until', at } as const]),
        { remedy: 'explain', service: guard.service },
      ];
    }
    case 'limits': {
      const target = Math.min(Math.max(guard.target, guard.min), guard.max);
      return about ? [{ remedy: 'fit-to', ...about, target }] : [];
    }
    case 'drift':
    case 'host-ports':
    case 'container-name':
    case 'health-check':
    case 'static-address':
      return [{ remedy: 'open-compose-file' }];
    case 'in-runbook':
    case 'only-replica':
    case 'host-network':
    case 'mixed-definitions':
    case 'shared-volumes':
    case 'scaler':
    case 'changing':
    case 'protected-context':
    case 'database-limit':
    case 'node-room':
    case 'no-node':
    case 'nodes-away':
    case 'max-per-node':
    case 'node-ports':
    case 'constraints':
    case 'node-volumes':
    case 'swarm-mode':
    case 'swarm-restart':
      return [];
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
