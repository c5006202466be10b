import type { Watch } from '../../../core/operation/operation.js';
import { escapeMarkdown, markdownTable } from '../../markdown.js';
import { utcClock, utcTime } from '../moments.js';
import { lookWords, watchWords } from './watchWords.js';

/** The watch after an operation: a sentence, and its looks as a table. Times are by UTC. */
export function watchMarkdown(watch: Watch): readonly string[] {
  const looks = watch.looks.map((look) => [utcClock(look.at), escapeMarkdown(lookWords(look))]);
  return [
    escapeMarkdown(watchWords(watch, `${utcTime(watch.until)} UTC`)),
    ...(looks.length > 0 ? [markdownTable(['Time', 'Seen'], looks)] : []),
  ];
}
