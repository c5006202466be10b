import type { Service } from '../../stack/stack.js';
import type { SwarmNode, SwarmResources, SwarmService } from '../../stack/swarm.js';
import { meets } from './constraint.js';
import type { NodeRoom } from './swarmGuard.js';

/** Which nodes take new tasks of a service, and which do not. */
export interface Nodes {
  readonly eligible: readonly SwarmNode[];
  readonly down: readonly string[];
  readonly drained: readonly string[];
  readonly paused: readonly string[];
  readonly unfit: readonly string[];
  /** Constraints that cannot be looked at from here. */
  readonly unread: readonly string[];
}

/** Which nodes may take tasks of a service, and why each of the others may not. */
export function nodesFor({ constraints }: SwarmService, nodes: readonly SwarmNode[]): Nodes {
  const names = (wanted: (node: SwarmNode) => boolean): readonly string[] =>
    nodes.filter(wanted).map(({ name }) => name);
  const isFit = (node: SwarmNode): boolean => constraints.every((constraint) => meets(node, constraint) !== false);
  const isOpen = ({ isUp, availability }: SwarmNode): boolean => isUp && availability === 'active';
  return {
    eligible: nodes.filter((node) => isOpen(node) && isFit(node)),
    down: names(({ isUp }) => !isUp),
    drained: names(({ isUp, availability }) => isUp && availability === 'drain'),
    paused: names(({ isUp, availability }) => isUp && availability === 'pause'),
    unfit: names((node) => isOpen(node) && !isFit(node)),
    unread: constraints.filter((constraint) => nodes.some((node) => meets(node, constraint) === undefined)),
  };
}

/** What fits on each node, by what no task has reserved yet. */
export const roomsOf = (nodes: readonly SwarmNode[], each: SwarmResources): readonly NodeRoom[] =>
  nodes.map((node) => {
    const freeCpus = Math.max(0, node.cpus - node.reservedCpus);
    const freeBytes = Math.max(0, node.memoryBytes - node.reservedBytes);
    const bounds = [timesIn(freeCpus, each.cpus), timesIn(freeBytes, each.memoryBytes)].filter(
      (count) => count !== undefined,
    );
    return { node: node.name, tasks: bounds.length > 0 ? Math.min(...bounds) : undefined, freeCpus, freeBytes };
  });

/** Undefined where nothing is needed. Tenths of cores add up with an error in the last digit. */
const timesIn = (free: number, need: number | undefined): number | undefined =>
  need ? Math.floor(free / need + 1e-9) : undefined;

export const fitsIn = (rooms: readonly NodeRoom[]): number | undefined =>
  rooms.reduce<number | undefined>(
    (sum, { tasks }) => (sum === undefined || tasks === undefined ? undefined : sum + tasks),
    0,
  );

/** The most tasks of a service that a node may have: by its own rule, or as each holds a port of the node. */
export const perNodeOf = ({ maxPerNode, hostPorts }: SwarmService): number | undefined =>
  hostPorts.length > 0 ? 1 : maxPerNode;

export const tasksOn = (service: Service, node: string): number =>
  service.replicas.filter((replica) => replica.task?.node === node && replica.state !== 'exited').length;
