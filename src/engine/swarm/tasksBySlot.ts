import { hasFailed, isMeant, replicaStateOf } from './taskStates.js';
import { slotKey, type TaskAnswer } from './swarmAnswers.js';

/** The one task that stands for a slot, with what failed there last. */
export interface SlotTask {
  readonly key: string;
  readonly task: TaskAnswer;
  readonly lastFailure: TaskAnswer | undefined;
}

/**
 * One task for each slot (for each node, of a global service): the one that is meant to run, the one that is being stopped, or, where fewer are
 * meant than wanted, the one that failed last. Docker keeps more of each slot's history.
 */
export function tasksBySlot(tasks: readonly TaskAnswer[], wanted: number): readonly SlotTask[] {
  const slots = new Map<string, TaskAnswer[]>();
  for (const task of tasks) {
    const key = slotKey(task);
    if (key === undefined) continue;
    const others = slots.get(key);
    if (others) others.push(task);
    else slots.set(key, [task]);
  }
  const all = [...slots].map(([key, members]) => slotOf(key, members.sort(newestFirst)));
  const meant = all.flatMap(({ meant: found }) => found ?? []);
  const going = all.flatMap(({ meant: isMeantToo, going: found }) => (isMeantToo || !found ? [] : [found]));
  const dead = all
    .flatMap(({ meant: isMeantToo, going: isGoing, failed }) => (isMeantToo || isGoing || !failed ? [] : [failed]))
    .sort((a, b) => newestFirst(a.task, b.task))
    .slice(0, Math.max(0, wanted - meant.length));
  return [...meant, ...going, ...dead];
}

function slotOf(
  key: string,
  tasks: readonly TaskAnswer[],
): Readonly<Record<'meant' | 'going' | 'failed', SlotTask | undefined>> {
  const lastFailure = tasks.find(hasFailed);
  const as = (task: TaskAnswer | undefined): SlotTask | undefined => task && { key, task, lastFailure };
  const meant = tasks.filter(isMeant);
  // While a service is updated, a slot's new task may be made ready beside the one that still serves.
  return {
    meant: as(meant.find((task) => replicaStateOf(task) === 'running') ?? meant[0]),
    going: as(tasks.find((task) => replicaStateOf(task) === 'removing')),
    failed: as(lastFailure),
  };
}

const newestFirst = (a: TaskAnswer, b: TaskAnswer): number => timeOf(b) - timeOf(a) || (a.ID < b.ID ? -1 : 1);

const timeOf = ({ CreatedAt }: TaskAnswer): number => Date.parse(CreatedAt ?? '') || 0;
