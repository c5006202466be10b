import { limitsOf, type Runbook } from '../../runbook/runbook.js';
import type { Service } from '../../stack/stack.js';
import type { SwarmNode, SwarmResources, SwarmService } from '../../stack/swarm.js';
import type { Guard } from '../guards/guard.js';
import { fitsIn, nodesFor, perNodeOf, roomsOf, tasksOn, type Nodes } from './nodeRoom.js';
import type { NodeRoom, SwarmGuard } from './swarmGuard.js';
import { swarmHealthCheck } from './swarmHealthCheck.js';

/** Everything that speaks for or against so many tasks of a Swarm's service. */
export function swarmGuards(
  service: Service,
  swarm: SwarmService,
  nodes: readonly SwarmNode[],
  target: number,
  runbook: Runbook,
): readonly Guard[] {
  if (swarm.mode !== 'replicated') return [{ guard: 'swarm-mode', verdict: 'block', mode: swarm.mode }];
  const limits = limitsOf(runbook, service.name);
  const bounds: Guard = limits
    ? {
        guard: 'limits',
        verdict: target >= limits.min && target <= limits.max ? 'pass' : 'block',
        target,
        min: limits.min,
        max: limits.max,
      }
    : { guard: 'in-runbook', verdict: 'block' };
  const adds = target - swarm.wanted;
  return adds > 0 ? [bounds, ...growthGuards(service, swarm, nodesFor(swarm, nodes), target, adds)] : [bounds];
}

function growthGuards(
  service: Service,
  swarm: SwarmService,
  nodes: Nodes,
  target: number,
  adds: number,
): readonly Guard[] {
  const { eligible, down, drained, paused, unfit, unread } = nodes;
  if (eligible.length === 0) return [{ guard: 'no-node', verdict: 'block', down, drained, paused, unfit }];
  const perNode = perNodeOf(swarm);
  const guards: Guard[] = [];
  if (perNode !== undefined) {
    guards.push({
      guard: swarm.hostPorts.length > 0 ? 'node-ports' : 'max-per-node',
      verdict: target <= perNode * eligible.length ? 'pass' : 'block',
      perNode,
      nodes: eligible.length,
      target,
      ports: swarm.hostPorts,
    });
  }
  guards.push(nodeRoom(service, swarm, eligible, perNode, adds));
  if (down.length + drained.length + paused.length > 0)
    guards.push({ guard: 'nodes-away', verdict: 'warn', down, drained, paused });
  if (unread.length > 0)
    guards.push({ guard: 'constraints', verdict: 'warn', unread, nodes: eligible.map(({ name }) => name) });
  if (swarm.nodeVolumes.length > 0) {
    const nodesOfTasks = new Set(service.replicas.flatMap(({ task }) => task?.node ?? []));
    const [node] = nodesOfTasks.size === 1 ? nodesOfTasks : [];
    const { fullName, nodeVolumes: volumes } = swarm;
    guards.push({ guard: 'node-volumes', verdict: 'warn', volumes, service: fullName, node });
  }
  guards.push(swarmHealthCheck(service, swarm));
  return guards;
}

/** A Swarm places by reservations alone; by its limits a task may come to need more than a node has left. */
function nodeRoom(
  service: Service,
  swarm: SwarmService,
  nodes: readonly SwarmNode[],
  perNode: number | undefined,
  adds: number,
): SwarmGuard {
  const by = hasAny(swarm.reserves) ? 'reservations' : hasAny(swarm.limits) ? 'limits' : 'nothing';
  const each = by === 'limits' ? swarm.limits : swarm.reserves;
  const rooms = roomsOf(nodes, each).map((room) => capped(room, perNode, tasksOn(service, room.node)));
  const fits = fitsIn(rooms);
  const isEnough = fits === undefined || fits >= adds;
  const verdict = by === 'nothing' ? 'warn' : isEnough ? 'pass' : by === 'reservations' ? 'block' : 'warn';
  return { guard: 'node-room', verdict, each, by, adds, fits, rooms };
}

function capped(room: NodeRoom, perNode: number | undefined, present: number): NodeRoom {
  if (perNode === undefined) return room;
  return { ...room, tasks: Math.min(room.tasks ?? Infinity, Math.max(0, perNode - present)) };
}

const hasAny = ({ cpus, memoryBytes }: SwarmResources): boolean => cpus !== undefined || memoryBytes !== undefined;
