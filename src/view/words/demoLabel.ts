import { isDemo } from '../../core/demo/demoContext.js';
import { escapeMarkdown } from '../markdown.js';

/** What is told of a context, so that nobody takes the demo's for their own. */
export const labelled = (context: string | undefined, text: string): string =>
  context !== undefined && isDemo({ name: context }) ? `Demo: ${text}` : text;

/** What stands at the top of a page about the demo; nothing on any other. */
export const demoNote = (context: string | undefined): readonly string[] =>
  context !== undefined && isDemo({ name: context })
    ? [`*${escapeMarkdown(context)}: a stack that is simulated inside the editor. Nothing here is real.*`]
    : [];
