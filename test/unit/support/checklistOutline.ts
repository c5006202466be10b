import type { Block, ChecklistDocument, Inline, ListItem } from '../../../src/core/checklist/document.js';

/** A checklist as lines of text, one for each block, for tests to compare. */
export const outlineOf = ({ blocks }: ChecklistDocument): string => blocks.flatMap(linesOf).join('\n');

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

function linesOf(block: Block): string[] {
  switch (block.block) {
    case 'heading':
      return [`h${block.level} ${block.id}: ${wordsOf(block.content)}`];
    case 'paragraph':
      return [`p ${wordsOf(block.content)}`];
    case 'list':
      return [block.start === undefined ? 'ul' : `ol ${block.start}`, ...indented(block.items.flatMap(itemLines))];
    case 'table':
      return [
        `table ${block.head.map(({ align, content }) => `${align ?? '-'} ${wordsOf(content)}`).join(' | ')}`,
        ...indented(block.rows.map((row) => row.map(({ content }) => wordsOf(content)).join(' | '))),
      ];
    case 'code':
      return [`code ${block.language || '-'}${block.task ? ' of a task' : ''} ${JSON.stringify(block.text)}`];
    case 'quote':
      return ['quote', ...indented(block.blocks.flatMap(linesOf))];
    case 'rule':
      return ['rule'];
  }
}

function itemLines({ task, blocks }: ListItem): string[] {
  const bound =
    task &&
    Object.entries(task.binding).flatMap(([key, ids]: [string, string | readonly string[] | undefined]) =>
      [ids ?? []].flat().map((id) => `${key}=${id}`),
    );
  const head = task ? [`[${task.isTicked ? 'x' : ' '}] ${[task.text, ...(bound ?? [])].join(' ')}`] : ['-'];
  return [...head, ...indented(blocks.flatMap(linesOf))];
}

const wordsOf = (content: readonly Inline[]): string => content.map(wordOf).join('');

function wordOf(inline: Inline): string {
  switch (inline.inline) {
    case 'text':
      return inline.text;
    case 'code':
      return `\`${inline.text}\``;
    case 'strong':
      return `**${wordsOf(inline.content)}**`;
    case 'emphasis':
      return `*${wordsOf(inline.content)}*`;
    case 'strike':
      return `~~${wordsOf(inline.content)}~~`;
    case 'link':
      return `[${wordsOf(inline.content)}](${inline.href})`;
    case 'image':
      return `![${inline.alt}](${inline.source})`;
    case 'break':
      return '⏎';
  }
}
