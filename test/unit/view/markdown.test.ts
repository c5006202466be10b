import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeMarkdown, markdownTable, oneLine } from '../../../src/view/markdown.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { iconsIn, linksIn } from '../support/workbenchText.js';

const hostile = [
  '[click](https://evil.example)',
  '[click](command:workbench.action.terminal.new)',
  '![x](https://evil.example/x.png)',
  '<https://evil.example>',
  'https://evil.example/path',
  'www.evil.example',
  'mail me@evil.example',
  'command:workbench.action.quit',
  '<a href="command:x">x</a>',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<!-- hidden -->',
  '&lt;b&gt; &#60;b&#62; &copy;',
  '`code`',
  '```js',
  '    indented',
  '**bold** __bold__ *em* _em_ ~~gone~~',
  '# heading',
  'heading\n===',
  'heading\n---',
  '---',
  '> quote',
  '- item',
  '+ item',
  '* item',
  '1. item',
  '1) item',
  'a | b | c',
  '| a |\n| --- |\n| b |',
  '[x]: https://evil.example',
  '[^1]: note',
  'two  \nlines',
  'back\\slash \\[x\\](y)',
  '\\',
  'end\\',
];

/** Any text, with what means something to Markdown more often than by chance. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...Array.from('\\`*_{}[]()#+-.!|<>~$@:&/"\'= \n\t1ahtps')) }),
  fc.array(fc.constantFrom(...hostile, ' ', '\\', '\n'), { maxLength: 4 }).map((parts) => parts.join('')),
);

describe('escapeMarkdown', () => {
  for (const text of hostile) {
    it(`lets ${JSON.stringify(text)} be read and be nothing else`, () => {
      const html = renderMarkdown(escapeMarkdown(text));
      assert.deepEqual(tagsIn(html), ['p']);
      assert.equal(textOf(html), oneLine(text));
    });
  }

  it('lets no text make a tag of its own', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const html = renderMarkdown(`before **${escapeMarkdown(text)}** after`);
        assert.deepEqual(
          tagsIn(html).filter((tag) => tag !== 'strong'),
          ['p'],
          html,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('lets every text be read as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(textOf(renderMarkdown(escapeMarkdown(text))), oneLine(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('lets no text make an icon or a link, rendered or not', () => {
    const text = fc.array(
      fc.constantFrom(
        '$(error)',
        '$',
        '(',
        'sync~spin',
        ')',
        '\\',
        '[a]',
        '](command:x)',
        '(https://e.x)',
        '\u200b',
        'a',
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        const escaped = escapeMarkdown(parts.join(''));
        // The workbench looks for icons once the Markdown has become HTML.
        assert.deepEqual([iconsIn(escaped), iconsIn(textOf(renderMarkdown(escaped)))], [[], []]);
        assert.deepEqual(linksIn(oneLine(parts.join(''))), []);
        assert.deepEqual(iconsIn(oneLine(parts.join(''))), []);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('markdownTable', () => {
  it('keeps its columns whatever stands in its cells', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyText, anyText), { minLength: 1, maxLength: 4 }), (cells) => {
        const html = renderMarkdown(
          markdownTable(
            ['A', 'B'],
            cells.map((row) => row.map(escapeMarkdown)),
          ),
        );
        assert.equal(html.match(/<tr>/g)?.length, cells.length + 1);
        assert.equal(html.match(/<td/g)?.length, 2 * cells.length);
        const allowed = new Set(['table', 'thead', 'tbody', 'tr', 'th', 'td']);
        assert.deepEqual(
          tagsIn(html).filter((tag) => !allowed.has(tag)),
          [],
        );
      }),
    );
  });

  it('puts columns of figures to the right', () => {
    const html = renderMarkdown(markdownTable(['Metric', 'Now'], [['CPU', '84 %']], [1]));
    assert.match(html, /<th style="text-align:right">Now<\/th>/);
    assert.match(html, /<td style="text-align:left">CPU/);
  });
});

describe('oneLine', () => {
  it('makes one line of many, and trims it', () => {
    assert.equal(oneLine('  a\r\n\tb\n'), 'a b');
    assert.equal(oneLine('\n\n'), '');
  });

  it('lets nothing through that moves a cursor, hides, or changes the direction of text', () => {
    const invisible = [
      0x00, 0x07, 0x08, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x061c, 0x180e, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
      0x202e, 0x2066, 0x2069, 0xfeff,
    ];
    for (const code of invisible) assert.equal(oneLine(`a${String.fromCharCode(code)}b`), 'a b', code.toString(16));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(
          oneLine(text),
          /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/,
        );
      }),
    );
  });

  it('leaves text in any script as it is', () => {
    for (const text of ['pdf-worker', 'zażółć gęślą', '日本語', 'שלום', '😀', 'a  b'])
      assert.equal(oneLine(text), text);
  });

  it('is never longer than 300 characters, and says so by an ellipsis', () => {
    const characters = (text: string): number => Array.from(text.replaceAll('\u2060', '')).length;
    assert.equal(oneLine('a'.repeat(300)), 'a'.repeat(300));
    assert.equal(oneLine('a'.repeat(301)), `${'a'.repeat(299)}…`);
    for (const piece of ['a', '😀', '$(x)', 'é ', '[x](y)']) {
      for (const times of [100, 299, 301, 600, 5000]) {
        const line = oneLine(piece.repeat(times));
        assert.ok(characters(line) <= 300, `${piece} ${times}`);
        assert.equal(line.endsWith('…'), characters(piece.repeat(times).trim()) > 300, `${piece} ${times}`);
      }
    }
  });

  it('does not cut a character in two', () => {
    for (let before = 0; before < 4; before++) {
      const line = oneLine(`${'a'.repeat(296 + before)}${'😀'.repeat(300)}`);
      assert.doesNotMatch(line, /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
    }
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        assert.equal(oneLine(oneLine(text)), oneLine(text));
      }),
    );
  });
});
