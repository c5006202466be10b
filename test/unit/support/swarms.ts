import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Service, type Stack } from '../../../src/core/stack/stack.js';
import type { SwarmNode, SwarmRecord, SwarmService, SwarmServiceRecord } from '../../../src/core/stack/swarm.js';
import { containerRecord } from './containerRecord.js';

export const MB = 1024 * 1024;

export const node = (name: string, changes: Partial<SwarmNode> = {}): SwarmNode => ({
  id: `${name}-id`,
  name,
  role: 'worker',
  isUp: true,
  availability: 'active',
  labels: {},
  engineLabels: {},
  os: 'linux',
  architecture: 'x86_64',
  cpus: 2,
  memoryBytes: 1000 * MB,
  reservedCpus: 0,
  reservedBytes: 0,
  ...changes,
});

type Task = SwarmServiceRecord['tasks'][number];

/** A running task, on `node-1` of this engine where nothing else is said. */
export function task(service: string, number: number, changes: Partial<Task> & { on?: string | undefined } = {}): Task {
  const { on, ...others } = { on: 'node-1', ...changes };
  const { project: _p, service: _s, oneOff: _o, origin: _origin, ...replica } = containerRecord(service, number);
  return {
    ...replica,
    key: String(number),
    name: `shop_${service}.${number}`,
    health: 'none',
    healthCheck: undefined,
    task: { taskId: `${service}${number}`, node: on, isHere: on === 'node-1', isRetry: false },
    ...others,
  };
}

export const swarmService = (changes: Partial<SwarmService> = {}): SwarmService => ({
  serviceId: 'w1',
  fullName: 'shop_web',
  mode: 'replicated',
  wanted: 2,
  version: 7,
  reserves: { cpus: 0.5, memoryBytes: 100 * MB },
  limits: { cpus: 1, memoryBytes: 200 * MB },
  hostPorts: [],
  constraints: [],
  maxPerNode: undefined,
  nodeVolumes: [],
  replacesAtOnce: 1,
  ...changes,
});

export const serviceRecord = (changes: Partial<SwarmServiceRecord> = {}): SwarmServiceRecord => ({
  namespace: 'shop',
  name: 'web',
  swarm: swarmService(),
  tasks: [task('web', 1), task('web', 2, { on: 'node-2' })],
  ...changes,
});

export const swarmRecord = (changes: Partial<SwarmRecord> = {}): SwarmRecord => ({
  nodes: [node('node-1', { role: 'manager' }), node('node-2')],
  services: [serviceRecord()],
  ...changes,
});

export function swarmStack(record: SwarmRecord = swarmRecord()): Stack {
  const [stack] = buildSnapshot([], emptySnapshot, record).stacks;
  if (!stack) throw new Error('there is no stack');
  return stack;
}

export function webOf(stack: Stack): Service {
  const web = stack.services.find(({ name }) => name === 'web');
  if (!web) throw new Error('there is no web');
  return web;
}
