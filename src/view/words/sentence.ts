import { oneLine } from '../markdown.js';

/** What a system or a file says of itself as a sentence of ours: one line, with one full stop, and without what computers put before it. */
export const sentence = (text: string): string =>
  `${oneLine(text)
    .replace(/^(\w+ \(FileSystemError\): )?(Error: )?/, '')
    .replace(/\.$/, '')}.`;
