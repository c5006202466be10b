import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bounded } from '../../../../src/core/team/payload/bounded.js';
import { payloadOf } from '../../../../src/core/team/payload/payloadOf.js';
import type { TeamMessage } from '../../../../src/core/team/teamMessage.js';
import { webhookKinds, type WebhookKind } from '../../../../src/core/team/webhook.js';
import { renderMarkdown, tagsIn, textOf } from '../../support/renderMarkdown.js';
import { teamMessage } from '../../support/teamMessages.js';

/** Text as somebody would write it into a label who wants to be heard. */
const bait = fc.constantFrom(
  '<!channel>',
  '<@U012AB3CD>',
  '<https://evil.example|click>',
  '@everyone',
  '@here',
  '<@&42>',
  '<#1>',
  '**bold**',
  '[x](https://evil.example)',
  '`code`',
  '||spoiler||',
  '# Title',
  '- item',
  '1. item',
  '~~gone~~',
  '> quote',
  '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
  '@{outputs()}',
  '${x}',
  ':fire:',
  '&lt;!channel&gt;',
  '&amp;',
  '\\*',
  '\\',
  '"',
  'https://evil.example',
  '😀',
  '\ud800',
  '\u202e',
  '\n# Title',
  '<at>all</at>',
  '__proto__',
);
const text = fc
  .array(fc.oneof(bait, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
  .map((parts) => parts.join(' '));
const message: fc.Arbitrary<TeamMessage> = fc.record({
  event: fc.constantFrom('started' as const, 'ended' as const),
  tone: fc.constantFrom('plain' as const, 'good' as const, 'bad' as const),
  title: text,
  text,
  facts: fc.array(fc.record({ name: text, value: text }), { maxLength: 12 }),
});

/** Every string in a payload under one of these keys. */
function textsIn(payload: unknown, keys: readonly string[]): readonly string[] {
  if (Array.isArray(payload)) return payload.flatMap((entry) => textsIn(entry, keys));
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.entries(payload).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'string' ? (keys.includes(key) ? [value] : []) : textsIn(value, keys),
  );
}

const bodyOf = (kind: WebhookKind, told: TeamMessage): unknown => JSON.parse(payloadOf(kind, told)) as unknown;
const hostile = (told: string): TeamMessage =>
  teamMessage({ title: told, text: told, facts: [{ name: told, value: told }] });

describe('what a webhook is sent', () => {
  it('has nothing in it that Slack would act on', () => {
    fc.assert(
      fc.property(message, (told) => {
        const body = bodyOf('slack', told);
        const texts = textsIn(body, ['text']);
        assert.ok(texts.length >= 3 + told.facts.length);
        for (const each of texts) {
          assert.doesNotMatch(each, /[<>]|&(?!(amp|lt|gt);)|@(?!\u2060)/);
          assert.ok(each.length >= 1 && each.length <= 3000);
        }
        assert.ok(textsIn(body, ['type']).every((type) => ['header', 'plain_text', 'section'].includes(type)));
      }),
    );
  });

  it('reads in Slack as it was written', () => {
    const read = textsIn(bodyOf('slack', hostile('<!channel> &lt; a & b')), ['text']);
    const decoded = read.map((each) => each.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
    assert.deepEqual(
      [...new Set(decoded)],
      [
        '<!channel> &lt; a & b: <!channel> &lt; a & b',
        '<!channel> &lt; a & b',
        '<!channel> &lt; a & b\n<!channel> &lt; a & b',
      ],
    );
  });

  it('keeps to the bounds of Slack', () => {
    fc.assert(
      fc.property(message, (told) => {
        const { blocks } = bodyOf('slack', told) as {
          blocks: { type: string; text?: { text: string }; fields?: { text: string }[] }[];
        };
        for (const block of blocks) {
          if (block.type === 'header') assert.ok((block.text?.text.length ?? 0) <= 150);
          assert.ok((block.fields?.length ?? 0) <= 10);
          assert.ok((block.fields ?? []).every((field) => field.text.length <= 2000));
        }
      }),
    );
  });

  it('is text and nothing else to the Markdown of Discord, and calls nobody', () => {
    fc.assert(
      fc.property(message, (told) => {
        const body = bodyOf('discord', told) as {
          content?: string;
          embeds: Record<string, unknown>[];
          allowed_mentions: unknown;
        };
        assert.equal(body.content, undefined);
        assert.deepEqual(body.allowed_mentions, { parse: [] });
        for (const each of textsIn(body, ['title', 'description', 'name', 'value']))
          // Every sign has its backslash, and every backslash its sign.
          assert.match(each, /^(\\[!-/:-@[-`{-~]|[^!-/:-@[-`{-~])+$/su);
      }),
    );
  });

  it('reads in Discord as it was written', () => {
    for (const told of [
      '**a** @everyone <@1>',
      '[x](https://evil.example)',
      '# a',
      '- a',
      '1. a',
      '> a',
      '`a` ~~b~~ ||c|| \\*',
    ]) {
      const [first = ''] = textsIn(bodyOf('discord', hostile(told)), ['description']);
      const html = renderMarkdown(first);
      assert.deepEqual([textOf(html), tagsIn(html)], [told, ['p']]);
    }
  });

  it('keeps to the bounds of Discord', () => {
    const long = '*'.repeat(5000);
    const told = teamMessage({
      title: long,
      text: long,
      facts: Array.from({ length: 12 }, () => ({ name: long, value: long })),
    });
    const body = bodyOf('discord', told) as {
      embeds: { title: string; description: string; fields: { name: string; value: string }[] }[];
    };
    const [embed] = body.embeds;
    assert.ok(embed);
    assert.ok(embed.title.length <= 256 && embed.description.length <= 4096 && embed.fields.length === 12);
    const all = [embed.title, embed.description, ...embed.fields.flatMap(({ name, value }) => [name, value])];
    assert.ok(all.join('').length <= 6000);
    assert.ok(all.every((each) => each.length > 1 && each.length <= 4096));
  });

  it('is text runs in Teams, without functions and expressions', () => {
    fc.assert(
      fc.property(message, (told) => {
        const body = bodyOf('teams', told);
        assert.deepEqual([...new Set(textsIn(body, ['type']))].sort(), [
          'AdaptiveCard',
          'RichTextBlock',
          'TextRun',
          'message',
        ]);
        for (const each of textsIn(body, ['text', 'fallbackText']))
          assert.doesNotMatch(each, /\{\{|@\{|\$\{|@(?!\u2060)/);
        assert.ok(Buffer.byteLength(JSON.stringify(body)) < 100_000);
      }),
    );
  });

  it('is the message itself as plain JSON, whatever is in it', () => {
    fc.assert(
      fc.property(message, (told) => {
        const { tone: _, ...whole } = told;
        assert.deepEqual(bodyOf('json', told), JSON.parse(JSON.stringify(whole)));
      }),
    );
  });

  it('has every fact, in order, for each kind', () => {
    const facts = Array.from({ length: 12 }, (_, index) => ({ name: `fact${index}`, value: `value${index}` }));
    for (const kind of webhookKinds) {
      const body = payloadOf(kind, teamMessage({ facts }));
      assert.deepEqual(
        [...body.matchAll(/fact\d+/g)].map(([found]) => found),
        facts.map(({ name }) => name),
      );
    }
  });
});

describe('a bounded text', () => {
  const star = (character: string): string => (character === '*' ? '\\*' : character);

  it('is whole where it fits, and ends with an ellipsis where it does not', () => {
    assert.deepEqual(
      [
        bounded('abc', 3),
        bounded('abcd', 3),
        bounded('a*', 3, star),
        bounded('**', 3, star),
        bounded('😀😀', 3),
        bounded('', 3),
      ],
      ['abc', 'ab…', 'a\\*', '\\*…', '😀…', ''],
    );
  });

  it('never grows over its bound, nor cuts an escape or a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('*', 'a', '😀') }),
        fc.integer({ min: 1, max: 20 }),
        (told, most) => {
          const shown = bounded(told, most, star);
          assert.ok(shown.length <= most);
          assert.match(shown, /^(\\\*|a|😀)*…?$/u);
          if (!shown.endsWith('…')) assert.equal(shown, Array.from(told, star).join(''));
        },
      ),
    );
  });
});
