import type { Block, Cell, ChecklistDocument, HeadingLevel, ListItem } from '../../core/checklist/document.js';
import type { PageBlock, PageCell, PageHeading, PageListItem, PageSection } from '../../protocol/checklistContent.js';
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
  const highest = document.blocks.reduce(
    (level, block) => (block.block === 'heading' ? Math.min(level, block.level) : level),
    6,
  );
  const parts: Parts = { inlines, levelOf: (level) => pageLevels[level - highest] ?? 6 };
  const sections = cut(document.blocks, stages).map(({ heading, isStage, blocks }) => ({
    id: heading?.id ?? '',
    isStage,
    heading: heading && { id: heading.id, level: parts.levelOf(heading.level), content: inlines.of(heading.content) },
    blocks: blocksOf(blocks, parts),
  }));
  return { sections, links: inlines.links };
}

const pageLevels: readonly PageHeading['level'][] = [2, 3, 4, 5, 6];

interface Parts {
  readonly inlines: ContentInlines;
  readonly levelOf: (level: HeadingLevel) => PageHeading['level'];
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

function blocksOf(blocks: readonly Block[], parts: Parts): readonly PageBlock[] {
  const { inlines, levelOf } = parts;
  return blocks.map((block): PageBlock => {
    switch (block.block) {
      case 'heading':
        return { block: 'heading', id: block.id, level: levelOf(block.level), content: inlines.of(block.content) };
      case 'paragraph':
        return { block: 'paragraph', content: inlines.of(block.content) };
      case 'list':
        return { block: 'list', start: block.start, items: block.items.map((item) => itemOf(item, parts)) };
      case 'table': {
        const cell = ({ align, content }: Cell): PageCell => ({ align, content: inlines.of(content) });
        return { block: 'table', head: block.head.map(cell), rows: block.rows.map((row) => row.map(cell)) };
      }
      case 'code':
        return { block: 'code', fence: block.id, language: cleanText(block.language), text: cleanText(block.text) };
      case 'quote':
        return { block: 'quote', blocks: blocksOf(block.blocks, parts) };
      case 'rule':
        return block;
    }
  });
}

function itemOf({ task, blocks }: ListItem, parts: Parts): PageListItem {
  if (!task) return { task, line: [], blocks: blocksOf(blocks, parts), below: [] };
  const [first, ...others] = blocks;
  const line = first?.block === 'paragraph' ? first.content : [];
  const rest = first?.block === 'paragraph' ? others : blocks;
  const inside = rest.filter((block) => !hasTasks(block));
  return {
    task: { id: task.id, text: cleanText(task.text), inside: insideWords(inside) },
    line: parts.inlines.of(line),
    blocks: blocksOf(inside, parts),
    below: blocksOf(rest.filter(hasTasks), parts),
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
