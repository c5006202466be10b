import type { TeamMessage } from '../teamMessage.js';
import { bounded } from './bounded.js';

const colors = { plain: 'Default', good: 'Good', bad: 'Attention' } as const satisfies Record<
  TeamMessage['tone'],
  string
>;

/**
 * An adaptive card for a Teams workflow that is started by a webhook. Text blocks and fact sets take Markdown, text runs do not: all text is
 * in runs.
 */
export function teamsPayload({ title, text, facts, tone }: TeamMessage): unknown {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          fallbackText: inert(`${title}: ${text}`, 1000),
          body: [
            line({ ...run(title, 300), size: 'Medium', weight: 'Bolder', color: colors[tone] }),
            line(run(text, 3000)),
            ...facts.map(({ name, value }) => line({ ...run(`${name}: `, 200), weight: 'Bolder' }, run(value, 1000))),
          ],
        },
      },
    ],
  };
}

const line = (...inlines: readonly unknown[]): unknown => ({ type: 'RichTextBlock', inlines });

const run = (text: string, most: number): Readonly<Record<string, unknown>> => ({
  type: 'TextRun',
  text: inert(text, most),
});

/** `{{DATE(…)}}` is worked out in any text, and a workflow takes `@{…}` for an expression: a word joiner keeps both from it. */
const inert = (text: string, most: number): string =>
  bounded(text, most, (character) => joined[character] ?? character);

const joined: Readonly<Record<string, string>> = { '{': '\u2060{', '@': '@\u2060' };
