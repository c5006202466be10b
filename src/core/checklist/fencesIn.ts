import type { Block, Fence, ListItem } from './document.js';

/** All blocks of code in these blocks, in the order of the file. */
export function fencesIn(blocks: readonly Block[]): readonly Fence[] {
  const fences: Fence[] = [];
  const left: (Block | ListItem)[] = [...blocks].reverse();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (!('block' in next)) left.push(...[...next.blocks].reverse());
    else if (next.block === 'code') fences.push(next);
    else if (next.block === 'list') left.push(...[...next.items].reverse());
    else if (next.block === 'quote') left.push(...[...next.blocks].reverse());
  }
  return fences;
}
