import type { TeamMessage } from '../teamMessage.js';
import { bounded } from './bounded.js';

/** All texts of an embed together may have 6000 characters. */
const room = { title: 256, text: 1500, name: 60, value: 240 };
const mostFields = 12;

const colors = { plain: 0x5865f2, good: 0x2e7d32, bad: 0xc62828 } as const satisfies Record<
  TeamMessage['tone'],
  number
>;

/** For a webhook of Discord, which takes Markdown: it is escaped, and whoever is called by it is not. */
export function discordPayload({ title, text, facts, tone }: TeamMessage): unknown {
  return {
    embeds: [
      {
        title: escaped(title, room.title),
        description: escaped(text, room.text),
        color: colors[tone],
        fields: facts.slice(0, mostFields).map(({ name, value }) => ({
          name: escaped(name, room.name),
          value: escaped(value, room.value),
          inline: false,
        })),
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/** A backslash makes any sign mean itself. An empty field is refused. */
const escaped = (text: string, most: number): string =>
  bounded(text, most, (character) => (/[!-/:-@[-`{-~]/.test(character) ? `\\${character}` : character)) || '\u2060';
