import type { Reading } from '../../core/policy/reading.js';
import type { Level } from '../../core/policy/level.js';
import type { Replica } from '../../core/stack/replica.js';
import { isReachable } from '../../core/stack/stack.js';
import type { StepState } from '../../core/scaling/change.js';
import { bytes, duration, percent } from '../figures.js';
import { escapeMarkdown, markdownTable, oneLine } from '../markdown.js';
import { levelLook } from '../words/policy/levelWords.js';
import { taskWords } from '../words/swarmWords.js';
import type { Row } from './row.js';

/** The row of a replica in the tree. */
export function replicaRow(
  replica: Replica,
  reading: Reading | undefined,
  step: StepState | undefined,
  now: number,
): Row {
  const state = stateWords(replica);
  const level = replicaLevel(replica);
  const running = replica.state === 'running';
  const up = running && replica.startedAt !== undefined ? duration(now - replica.startedAt) : '';
  const cpu = reading?.cpuPercent === undefined ? 'CPU unknown' : percent(reading.cpuPercent);
  const memory = reading?.memoryBytes === undefined ? 'memory unknown' : bytes(reading.memoryBytes);
  const load = running && isReachable(replica) ? [cpu, memory] : [];
  const doing = activity(step) ?? state;
  // One that fails is tried on node after node: in the row that would flicker.
  const node = replica.task?.node !== undefined && replica.error === '' ? oneLine(replica.task.node) : '';
  const description = [node, doing, ...load, up].filter(Boolean).join(' · ');
  return {
    id: replica.id,
    kind: 'replica',
    label: String(replica.number),
    description,
    tooltip: tooltip(replica, state, reading),
    icon: step && isMoving(step) ? 'sync~spin' : replicaIcon(replica, level),
    iconColor: levelLook[level].color,
    contextValue: ['replica', replica.state === 'running' && isReachable(replica) ? 'running' : 'stopped'].join(' '),
    expanded: 'never',
    spoken: [
      `Replica ${replica.number}`,
      node ? `on ${node}` : '',
      doing,
      ...(running && isReachable(replica)
        ? [`CPU ${percent(reading?.cpuPercent)}`, `memory ${bytes(reading?.memoryBytes)}`, `up ${up}`]
        : []),
    ]
      .filter(Boolean)
      .join(', '),
    children: [],
  };
}

const isMoving = ({ phase }: StepState): boolean => phase === 'running' || phase === 'waiting-for-health';

function activity(step: StepState | undefined): string | undefined {
  if (step?.phase === 'running')
    return { create: 'starting', start: 'starting', remove: 'stopping', restart: 'restarting', update: undefined }[
      step.step.kind
    ];
  return step?.phase === 'waiting-for-health' ? 'waiting for health' : undefined;
}

function replicaIcon(replica: Replica, level: Level): string {
  if (level !== 'normal') return levelLook[level].icon;
  if (replica.state === 'running') return replica.health === 'starting' ? 'loading~spin' : 'vm-running';
  return 'vm-outline';
}

/** How bad the state of a replica is by itself, whatever its load. */
export function replicaLevel(replica: Replica): Level {
  if (replica.state === 'running') return replica.health === 'unhealthy' ? 'critical' : 'normal';
  if (replica.state === 'exited' && replica.exitCode === 0) return 'normal';
  if (replica.state === 'created' && replica.error === '') return 'normal';
  return replica.state === 'removing' ? 'normal' : 'critical';
}

/** The state of a replica in a word or a few. */
export function stateWords(replica: Replica): string {
  if (replica.task && replica.state !== 'running') return taskWords(replica);
  switch (replica.state) {
    case 'running':
      return { none: 'running', starting: 'starting', healthy: 'healthy', unhealthy: 'unhealthy' }[replica.health];
    case 'exited':
      return replica.oomKilled ? 'killed, out of memory' : `exited ${replica.exitCode ?? ''}`.trim();
    case 'created':
      return replica.error ? 'failed to start' : 'created';
    case 'restarting':
      return `restarting, ${replica.restarts} times so far`;
    case 'paused':
    case 'removing':
    case 'dead':
      return replica.state;
  }
}

function placeCells({ containerId, task }: Replica): [string, string][] {
  if (!task) return [['Container', containerId.slice(0, 12)]];
  return [
    ['Node', task.node === undefined ? 'none yet' : `${oneLine(task.node)}${task.isHere ? ', this engine' : ''}`],
    ['Task', task.taskId.slice(0, 12)],
  ];
}

function tooltip(replica: Replica, state: string, reading: Reading | undefined): string {
  const ports = replica.ports
    .filter((port) => port.hostPort !== undefined)
    .map((port) => `${port.hostPort} → ${port.containerPort}/${port.protocol}`);
  const rows: [string, string][] = [
    ['State', state],
    ['Image', replica.image],
    ...placeCells(replica),
    [
      'CPU',
      `${isReachable(replica) ? percent(reading?.cpuPercent) : 'known only on its node'} of ${replica.limits.cpus === undefined ? 'the whole machine' : `${replica.limits.cpus} CPUs`}`,
    ],
    [
      'Memory',
      `${isReachable(replica) ? bytes(reading?.memoryBytes) : 'known only on its node'} of ${replica.limits.memoryBytes === undefined ? 'the whole machine' : bytes(replica.limits.memoryBytes)}`,
    ],
    ...(replica.task ? [] : [['Restarts', String(replica.restarts)] as [string, string]]),
    ...(ports.length > 0 ? [['Ports', ports.join(', ')] as [string, string]] : []),
    ...(replica.error ? [['Docker says', oneLine(replica.error)] as [string, string]] : []),
  ];
  const table = markdownTable(
    ['', ''],
    rows.map(([name, value]) => [name, escapeMarkdown(value)]),
  );
  return `**${escapeMarkdown(replica.name)}**\n\n${table}`;
}
