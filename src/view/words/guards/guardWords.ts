import type { Guard } from '../../../core/scaling/guards/guard.js';
import { list } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { calmText } from './calmGuardWords.js';
import { changingText, connectionsText, driftText } from './operationGuardWords.js';
import { hostText } from './hostGuardWords.js';
import { limitGuardText } from './limitGuardWords.js';
import { swarmGuardText } from './swarmGuardWords.js';

/** A guard's finding, with its figures. A sentence without its full stop; it names no service where the guard is of one. */
export function guardText(guard: Guard): string {
  switch (guard.guard) {
    case 'limits':
      return guard.verdict === 'pass'
        ? `${guard.target} is within ${guard.min} to ${guard.max}`
        : `${guard.target} is outside ${guard.min} to ${guard.max}, the runbook's limits`;
    case 'in-runbook':
      return 'The runbook does not name this service, so Scalebook does not scale it';
    case 'host-ports':
      return guard.verdict === 'pass'
        ? 'No fixed host port'
        : `Host ${guard.ports.length === 1 ? 'port' : 'ports'} ${list(guard.ports.map(String))} can be held by one replica only; publish a range, or put a load balancer before it`;
    case 'container-name':
      return `container_name gives every replica the name ${oneLine(guard.name)}; remove it from the Compose file to scale`;
    case 'static-address':
      return `${oneLine(guard.source)} has a fixed IP address; new replicas get addresses of their own`;
    case 'host-network':
      return `${oneLine(guard.source)} is on the host's network, where replicas share one set of ports`;
    case 'mixed-definitions':
      return `The replicas are not all alike; new ones are copies of ${oneLine(guard.source)}, the newest`;
    case 'shared-volumes':
      return `All replicas share the ${guard.volumes.length === 1 ? 'volume' : 'volumes'} ${list(guard.volumes.map(oneLine))}`;
    case 'health-check':
      return healthCheckText(guard);
    case 'only-replica':
      return 'It is the only replica: the service is away while it restarts';
    case 'scaler':
      return guard.composeProblem
        ? `There is no replica to copy, and docker compose cannot be used: ${oneLine(guard.composeProblem)}`
        : 'There is no replica to copy; set scalebook.scaler to auto to let docker compose make the first one';
    case 'host-memory':
    case 'host-cpu':
    case 'host-disk':
      return hostText(guard);
    case 'connections':
      return connectionsText(guard);
    case 'changing':
      return changingText(guard);
    case 'drift':
      return driftText(guard);
    case 'protected-context':
      return `${oneLine(guard.context)} is a protected context: its name has to be typed before this starts`;
    case 'calm':
      return calmText(guard);
    case 'database-limit':
      return limitGuardText(guard);
    case 'node-room':
    case 'no-node':
    case 'nodes-away':
    case 'max-per-node':
    case 'node-ports':
    case 'constraints':
    case 'node-volumes':
    case 'swarm-mode':
    case 'swarm-restart':
      return swarmGuardText(guard);
  }
}

function healthCheckText({ verdict, service }: Extract<Guard, { guard: 'health-check' }>): string {
  if (verdict === 'pass') return 'Has a health check';
  if (service === undefined) return 'No health check: a replica counts as ready once it has run for 3 s';
  return `No health check: unless its image has one, a task is ready once it has run for 3 s; add one to its stack file, or by docker service update --health-cmd … ${oneLine(service)}`;
}
