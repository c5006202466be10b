import type { Block, ChecklistDocument, Fence, Inline, ListItem, Task } from '../../../src/core/checklist/document.js';
import { textForRun } from '../../../src/core/checklist/textForRun.js';
import type { ChecklistContext } from '../../../src/view/checklist/checklistContext.js';
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

/** Of each key one at most. */
interface Bound {
  readonly check?: string;
  readonly action?: string;
  readonly when?: string;
}

/** An item; its id is its words. */
export const task = (words: string, { check, action, when }: Bound = {}): Task => ({
  id: words,
  text: words,
  isTicked: false,
  binding: { check: check === undefined ? [] : [check], action, when: when === undefined ? [] : [when] },
  lines,
});
export const item = (words: string, binding: Bound = {}, blocks: readonly Block[] = []): ListItem => ({
  task: task(words, binding),
  blocks: [paragraph(words), ...blocks],
});
export const entry = (...blocks: readonly Block[]): ListItem => ({ task: undefined, blocks });
export const listOf = (...items: readonly ListItem[]): Block => ({ block: 'list', start: undefined, items });

export const documentOf = (...blocks: readonly Block[]): ChecklistDocument => ({ title: '', blocks, problems: [] });

/** Looked at by ana, one minute after it began. */
export function contextOf(document: ChecklistDocument, changes: Partial<ChecklistContext> = {}): ChecklistContext {
  const run = changes.run ?? runOf();
  return {
    ...textForRun(document, run.subject),
    run,
    outputs: new Map(),
    runs: () => true,
    now: begunAt + 60_000,
    zone: 'UTC',
    user: 'ana',
    isTrusted: true,
    elsewhere: undefined,
    ...changes,
  };
}
