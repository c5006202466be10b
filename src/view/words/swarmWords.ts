import type { Replica } from '../../core/stack/replica.js';
import type { Service } from '../../core/stack/stack.js';
import type { SwarmService } from '../../core/stack/swarm.js';
import { groupBy } from '../../core/stack/groupBy.js';
import { compareNames } from '../../core/stack/sameness.js';
import { count, list } from '../figures.js';
import { oneLine } from '../markdown.js';

const longestError = 120;

/** What a task that does not run says of itself: Docker's words on it, or how far it has come. */
export function taskWords(replica: Replica): string {
  const error = oneLine(replica.error);
  // The same words while it is tried again and again, or the row would flicker.
  if (replica.task?.isRetry) return `failed: ${shortened(error)}`;
  if (replica.state === 'created') return error ? `waits: ${shortened(error)}` : 'being placed';
  if (replica.state === 'removing') return 'stopping';
  if (replica.state === 'exited' && replica.exitCode !== 0) return error ? `failed: ${shortened(error)}` : 'failed';
  return 'ended';
}

const shortened = (text: string): string =>
  text.length <= longestError ? text : `${text.slice(0, longestError - 1)}…`;

/** `on node-1 2, node-2 1`; undefined where no task has a node. */
export function spreadWords(service: Service): string | undefined {
  const running = service.replicas.filter(({ state, task }) => state === 'running' && task?.node !== undefined);
  const nodes = [...groupBy(running, ({ task }) => task?.node ?? '')].sort(([a], [b]) => compareNames(a, b));
  if (nodes.length === 0) return undefined;
  return `${count(running.length, 'task')} on ${list(nodes.map(([node, tasks]) => `${oneLine(node)} (${tasks.length})`))}`;
}

/** What kind of service it is, where its count is not a number that somebody asked for. */
export const modeWords = ({ swarm }: Service): string =>
  swarm?.mode === 'global' ? 'global' : swarm?.mode === 'job' ? 'job' : '';

/** Where a task's container is out of reach: what to do instead. */
export const elsewhereText = ({ fullName }: SwarmService, command: 'service logs' | 'service ps'): string =>
  `It runs on another node of the Swarm, and a manager opens no container there. Connect to that node's own context, or use "docker ${command} ${oneLine(fullName)}".`;
