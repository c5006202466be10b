import type { Block, ListItem, Task } from './document.js';

/** All boxes to tick in these blocks, in the order of the file. */
export function tasksIn(blocks: readonly Block[]): readonly Task[] {
  const tasks: Task[] = [];
  // Deepest first in, first out: a stack of its own, in the order of the file.
  const left: (Block | ListItem)[] = [...blocks].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if ('block' in next) {
      if (next.block === 'list') left.push(...[...next.items].reverse());
      else if (next.block === 'quote') left.push(...[...next.blocks].reverse());
    } else {
      if (next.task) tasks.push(next.task);
      left.push(...[...next.blocks].reverse());
    }
  }
  return tasks;
}
