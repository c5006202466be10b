import type MarkdownIt from 'markdown-it';

/** What a token of a list's entry has in its `meta` where the entry has a box. */
export interface TaskMeta {
  readonly isTicked: boolean;
}

const box = /^\[([ xX])\][ \t\n]+(?=\S)/;

/**
 * Takes the boxes of GitHub's task lists off the paragraphs that they begin, before marks are read there: `[x]` could be taken for a link.
 */
export function readTasks(parser: MarkdownIt): void {
  parser.core.ruler.after('block', 'tasks', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'list_item_open' || tokens[index + 1]?.type !== 'paragraph_open') continue;
      const inline = tokens[index + 2];
      const found = inline && box.exec(inline.content);
      if (!inline || !found) continue;
      inline.content = inline.content.slice(found[0].length);
      const meta: TaskMeta = { isTicked: found[1] !== ' ' };
      token.meta = meta;
    }
  });
}

/** Undefined for an entry without a box. */
export const taskMetaOf = (token: { readonly meta: unknown }): TaskMeta | undefined =>
  (token.meta as TaskMeta | null) ?? undefined;
