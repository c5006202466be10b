import type { Block, ChecklistDocument } from '../../../src/core/checklist/document.js';
import { fencesIn } from '../../../src/core/checklist/fencesIn.js';
import { plainText } from '../../../src/core/checklist/plainText.js';
import { tasksIn } from '../../../src/core/checklist/tasksIn.js';
import type { RawMarkdown } from './rawMarkdown.js';

/** What a checklist has, in the form of what a plain look at its lines finds. */
export function readMarkdown({ blocks }: ChecklistDocument): RawMarkdown {
  const all = everyBlock(blocks);
  return {
    headings: all.flatMap((block) => (block.block === 'heading' ? [plainText(block.content)] : [])),
    tasks: tasksIn(blocks).map(({ text }) => text),
    cells: all.flatMap((block) =>
      block.block === 'table' ? [block.head, ...block.rows].flat().map(({ content }) => plainText(content)) : [],
    ),
    fences: fencesIn(blocks).map(({ text }) => text),
  };
}

/** Those in lists and quotes, too, in the order of the file. */
export function everyBlock(blocks: readonly Block[]): readonly Block[] {
  return blocks.flatMap((block) => {
    if (block.block === 'list') return [block, ...block.items.flatMap((item) => everyBlock(item.blocks))];
    return block.block === 'quote' ? [block, ...everyBlock(block.blocks)] : [block];
  });
}
