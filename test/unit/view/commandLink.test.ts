import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandLink, linkedCommands } from '../../../src/view/commandLink.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';

const hostile = [
  'compose:shop/web',
  ') [x](command:workbench.action.quit)',
  '"]) [x](command:workbench.action.terminal.new "',
  "') <img src=x onerror=alert(1)> ('",
  '</a><script>alert(1)</script>',
  'a"b\\c\nd\te',
  '%22%5D) &quot; &#41;',
  '?x=1#y&command:z',
  '*_`~|[]!',
  '$(error) $(sync~spin)',
  '漢字 😀 \u202E\u200B\u0000',
  'half a \uD83D character',
  '',
];
/** What the editor makes of a link: the command's arguments, decoded and parsed. */
function argumentsOf(link: string, command: string): unknown {
  const [, query] = /\]\(command:[\w.]+\?([^\s)]*)\)$/.exec(link) ?? [];
  assert.ok(query !== undefined && link.includes(`](command:${command}?`), link);
  return JSON.parse(decodeURIComponent(query));
}

describe('a link that runs a command', () => {
  for (const id of hostile)
    it(`gives ${JSON.stringify(id)} to its command and lets it be nothing else`, () => {
      for (const command of linkedCommands) {
        const link = commandLink('Scale to 6', command, id);
        assert.deepEqual(argumentsOf(link, command), [id]);
        const html = renderMarkdown(link);
        assert.deepEqual(tagsIn(html), ['p', 'a']);
        assert.equal(html.match(/<a /g)?.length, 1);
        assert.equal(textOf(html), 'Scale to 6');
      }
    });

  it('ends where it should, in a table and beside others, whatever the id', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.array(fc.constantFrom(...hostile)).map((all) => all.join('')),
        ),
        (id) => {
          const link = commandLink('Why?', 'scalebook.explainDecision', id);
          assert.match(link, /^\[Why\?\]\(command:scalebook\.explainDecision\?[A-Za-z0-9%._~-]+\)$/);
          assert.deepEqual(argumentsOf(link, 'scalebook.explainDecision'), [id]);
          const html = renderMarkdown(`| a | b |\n| --- | --- |\n| ${link} | ${link} |`);
          assert.equal(html.match(/<td>/g)?.length, 2);
          assert.equal(html.match(/<a href="command:/g)?.length, 2);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is to commands of ours alone', () => {
    for (const command of linkedCommands) assert.match(command, /^scalebook\.[a-zA-Z]+$/);
  });
});
