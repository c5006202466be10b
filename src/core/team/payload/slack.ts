import type { TeamMessage } from '../teamMessage.js';
import { bounded } from './bounded.js';

/**
 * For an incoming webhook of Slack. In every text object `&`, `<` and `>` begin something (`<!channel>` calls everyone) and are written as
 * entities; the blocks are plain text, in which nothing else means anything.
 */
export function slackPayload({ title, text, facts }: TeamMessage): unknown {
  return {
    // What a notification shows, where blocks are not.
    text: plain(`${title}: ${text}`, 1000),
    mrkdwn: false,
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: 'header', text: plainText(title, 150) },
      { type: 'section', text: plainText(text, 3000) },
      ...inTens(facts).map((some) => ({
        type: 'section',
        fields: some.map(({ name, value }) => plainText(`${name}\n${value}`, 2000)),
      })),
    ],
  };
}

const plainText = (text: string, most: number): unknown => ({
  type: 'plain_text',
  text: plain(text, most) || ' ',
  emoji: false,
});

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '@': '@\u2060' };

/** `@channel` is a call to some readers of the text alone; with a word joiner in it, it is the same to look at and calls nobody. */
const plain = (text: string, most: number): string =>
  bounded(text, most, (character) => entities[character] ?? character);

/** One section has room for ten fields. */
function inTens<T>(all: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / 10);
  return Array.from({ length: count }, (_, index) => all.slice(index * 10, index * 10 + 10));
}
