import type { Token } from 'markdown-it';
import type { DocumentProblem, Lines, Task } from '../document.js';
import { plainText } from '../plainText.js';
import { bindingOf } from './bindingOf.js';
import { maxTaskLength } from './bounds.js';
import { hashOf } from './hashOf.js';
import { IdMaker } from './idMaker.js';
import { readInline } from './readInline.js';
import { taskMetaOf } from './tasks.js';

/** An item whose inside is still read. */
type BegunTask = Omit<Task, 'binding'>;

/** Makes the boxes to tick. */
export class TaskReader {
  private readonly ids = new IdMaker();

  constructor(private readonly problems: DocumentProblem[]) {}

  /**
   * @param entry the token that opens an entry of a list
   * @param line the one with its own words
   * @returns undefined for an entry without a box
   */
  begin(
    entry: Token,
    line: Token | undefined,
    linesOf: (map: readonly [number, number] | null) => Lines,
  ): BegunTask | undefined {
    const meta = taskMetaOf(entry);
    if (!meta || !line) return undefined;
    const words = plainText(readInline(line.children ?? []).content);
    return {
      id: this.ids.give(`t${hashOf(words)}`),
      text: words.length > maxTaskLength ? `${words.slice(0, maxTaskLength - 1)}…` : words,
      isTicked: meta.isTicked,
      lines: linesOf(line.map),
    };
  }

  /** @param comments all that stand on the item itself */
  end(task: BegunTask, comments: readonly string[]): Task {
    const { binding, problems } = bindingOf(comments, task.lines);
    this.problems.push(...problems);
    return { ...task, binding };
  }
}
