import type { Block, ChecklistDocument } from './document.js';

/** What stands below a heading, up to the next one that is no smaller; undefined where there is no such heading. Empty: what is before any. */
export function sectionOf(
  { blocks }: Pick<ChecklistDocument, 'blocks'>,
  heading: string,
): readonly Block[] | undefined {
  const start = heading === '' ? -1 : blocks.findIndex((block) => block.block === 'heading' && block.id === heading);
  const found = blocks[start];
  if (heading !== '' && found?.block !== 'heading') return undefined;
  const level = found?.block === 'heading' ? found.level : 6;
  const rest = blocks.slice(start + 1);
  const end = rest.findIndex((block) => block.block === 'heading' && block.level <= level);
  return end < 0 ? rest : rest.slice(0, end);
}
