import type { Block, Cell, ChecklistDocument, HeadingLevel, ListItem } from '../../core/checklist/document.js';
import type { PageBlock, PageCell, PageListItem, PageSection } from '../../protocol/checklistContent.js';
import { count } from '../figures.js';
import { cleanText } from './cleanText.js';
import { ContentInlines, type ContentPlaces } from './contentInlines.js';

export interface Content {
  readonly sections: readonly PageSection[];
  /** Where its links lead, by their number. */
  readonly links: readonly string[];
}

/**
 * A document as the page shows it: cut at the headings of its stages, and at what ends one.
 *
 * @param stages ids of the headings that are stages
 */
export function contentOf(document: ChecklistDocument, stages: ReadonlySet<string>, places: ContentPlaces): Content {
  const inlines = new ContentInlines(places);
  const sections = cut(document.blocks, stages).map(({ heading, isStage, blocks }) => ({
    id: heading?.id ?? '',
    isStage,
    heading: heading && { id: heading.id, level: heading.level, content: inlines.of(heading.content) },
    blocks: blocksOf(blocks, inlines),
  }));
  return { sections, links: inlines.links };
}

interface Cut {
  readonly heading: Extract<Block, { block: 'heading' }> | undefined;
  readonly isStage: boolean;
  readonly blocks: Block[];
}

/** Headings that begin a section even where they are no stage. */
const sectionLevel: HeadingLevel = 2;

function cut(blocks: readonly Block[], stages: ReadonlySet<string>): readonly Cut[] {
  let current: Cut = { heading: undefined, isStage: stages.has(''), blocks: [] };
  const cuts = [current];
  for (const block of blocks) {
    const ends = current.isStage && current.heading ? current.heading.level : sectionLevel;
    if (block.block === 'heading' && (stages.has(block.id) || block.level <= ends)) {
      current = { heading: block, isStage: stages.has(block.id), blocks: [] };
      cuts.push(current);
    } else current.blocks.push(block);
  }
  return cuts.filter(({ heading, blocks: inside }) => heading !== undefined || inside.length > 0);
}

function blocksOf(blocks: readonly Block[], inlines: ContentInlines): readonly PageBlock[] {
  return blocks.map((block): PageBlock => {
    switch (block.block) {
      case 'heading':
        return { block: 'heading', id: block.id, level: block.level, content: inlines.of(block.content) };
      case 'paragraph':
        return { block: 'paragraph', content: inlines.of(block.content) };
      case 'list':
        return { block: 'list', start: block.start, items: block.items.map((item) => itemOf(item, inlines)) };
      case 'table': {
        const cell = ({ align, content }: Cell): PageCell => ({ align, content: inlines.of(content) });
        return { block: 'table', head: block.head.map(cell), rows: block.rows.map((row) => row.map(cell)) };
      }
      case 'code':
        return { block: 'code', fence: block.id, language: cleanText(block.language), text: cleanText(block.text) };
      case 'quote':
        return { block: 'quote', blocks: blocksOf(block.blocks, inlines) };
      case 'rule':
        return block;
    }
  });
}

function itemOf({ task, blocks }: ListItem, inlines: ContentInlines): PageListItem {
  if (!task) return { task, line: [], blocks: blocksOf(blocks, inlines), below: [] };
  const [first, ...others] = blocks;
  const line = first?.block === 'paragraph' ? first.content : [];
  const rest = first?.block === 'paragraph' ? others : blocks;
  const inside = rest.filter((block) => !hasTasks(block));
  return {
    task: { id: task.id, text: cleanText(task.text), inside: insideWords(inside) },
    line: inlines.of(line),
    blocks: blocksOf(inside, inlines),
    below: blocksOf(rest.filter(hasTasks), inlines),
  };
}

function insideWords(blocks: readonly Block[]): string {
  const fences = blocks.filter(({ block }) => block === 'code').length;
  if (fences > 0) return count(fences, 'command');
  return blocks.length > 0 ? 'details' : '';
}

function hasTasks(block: Block): boolean {
  if (block.block === 'quote') return block.blocks.some(hasTasks);
  return block.block === 'list' && block.items.some(({ task, blocks }) => task !== undefined || blocks.some(hasTasks));
}
