import type {
  Binding,
  Block,
  ChecklistDocument,
  Fence,
  Inline,
  ListItem,
  Task,
} from '../../../src/core/checklist/document.js';
import type { ChecklistContext, FenceFacts, StageTasks } from '../../../src/view/checklist/checklistContext.js';
import { runOf } from './checklistRuns.js';
import { begunAt } from './operations.js';

const lines = { first: 0, last: 0 };
export const text = (words: string): Inline => ({ inline: 'text', text: words });
export const paragraph = (...content: readonly (Inline | string)[]): Block => ({
  block: 'paragraph',
  content: content.map((part) => (typeof part === 'string' ? text(part) : part)),
});
export const heading = (level: 1 | 2 | 3, words: string): Block => ({
  block: 'heading',
  id: words.toLowerCase().replaceAll(' ', '-'),
  level,
  content: [text(words)],
});

export const fence = (code: string, language = 'bash'): Fence => ({
  id: `fence ${code}`,
  language,
  text: code,
  task: undefined,
  lines,
});
export const codeBlock = (code: string, language = 'bash'): Block => ({ block: 'code', ...fence(code, language) });

const unbound: Binding = { check: undefined, action: undefined, when: undefined };

/** An item; its id is its words. */
export const task = (words: string, binding: Partial<Binding> = {}): Task => ({
  id: words,
  text: words,
  isTicked: false,
  binding: { ...unbound, ...binding },
  lines,
});
export const item = (words: string, binding: Partial<Binding> = {}, blocks: readonly Block[] = []): ListItem => ({
  task: task(words, binding),
  blocks: [paragraph(words), ...blocks],
});
export const entry = (...blocks: readonly Block[]): ListItem => ({ task: undefined, blocks });
export const listOf = (...items: readonly ListItem[]): Block => ({ block: 'list', start: undefined, items });

export const documentOf = (...blocks: readonly Block[]): ChecklistDocument => ({ title: '', blocks, problems: [] });

/** Tasks of these blocks, in their order. */
export const tasksOf = (blocks: readonly Block[]): readonly Task[] =>
  blocks.flatMap((block) => {
    if (block.block === 'quote') return tasksOf(block.blocks);
    if (block.block !== 'list') return [];
    return block.items.flatMap((each) => [...(each.task ? [each.task] : []), ...tasksOf(each.blocks)]);
  });

/** A stage for each heading of the second level that has tasks. */
export function stagesByHeading({ blocks }: ChecklistDocument): readonly StageTasks[] {
  const stages: { id: string; title: string; blocks: Block[] }[] = [{ id: '', title: '', blocks: [] }];
  for (const block of blocks)
    if (block.block === 'heading' && block.level === 2)
      stages.push({
        id: block.id,
        title: block.content.map((part) => ('text' in part ? part.text : '')).join(''),
        blocks: [],
      });
    else stages.at(-1)?.blocks.push(block);
  return stages
    .map(({ id, title, blocks: inside }) => ({ id, title, tasks: tasksOf(inside) }))
    .filter(({ tasks }) => tasks.length > 0);
}

export const factsOf = (code: string, changes: Partial<FenceFacts> = {}): FenceFacts => ({
  fence: fence(code),
  isCommand: true,
  text: code,
  missing: [],
  danger: '',
  instead: undefined,
  ...changes,
});

/** Looked at by ana, one minute after it began. */
export const contextOf = (document: ChecklistDocument, changes: Partial<ChecklistContext> = {}): ChecklistContext => ({
  document,
  run: runOf(),
  stages: stagesByHeading(document),
  fences: [],
  now: begunAt + 60_000,
  zone: 'UTC',
  user: 'ana',
  isTrusted: true,
  elsewhere: undefined,
  ...changes,
});
