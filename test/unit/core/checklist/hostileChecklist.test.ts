import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Block, Inline } from '../../../../src/core/checklist/document.js';
import { fencesIn } from '../../../../src/core/checklist/fencesIn.js';
import { linkTarget } from '../../../../src/core/checklist/linkTarget.js';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import { tasksIn } from '../../../../src/core/checklist/tasksIn.js';
import { outlineOf } from '../../support/checklistOutline.js';
import { everyBlock } from '../../support/readMarkdown.js';
import { everyday } from './samples/everyday.js';
import { odd } from './samples/odd.js';

const problemsOf = (text: string): readonly string[] => readChecklist(text).problems.map(({ problem }) => problem);

function depthOf(blocks: readonly Block[]): number {
  const inner = blocks.flatMap((block) =>
    block.block === 'list' ? block.items.map((item) => item.blocks) : block.block === 'quote' ? [block.blocks] : [],
  );
  return inner.length === 0 ? 0 : 1 + Math.max(...inner.map(depthOf));
}

function inlines(content: readonly Inline[]): readonly Inline[] {
  return content.flatMap((inline) => ('content' in inline ? [inline, ...inlines(inline.content)] : [inline]));
}

const inlineDepth = (content: readonly Inline[]): number =>
  Math.max(0, ...content.map((inline) => ('content' in inline ? 1 + inlineDepth(inline.content) : 0)));

const contentOf = (block: Block): readonly Inline[] =>
  block.block === 'paragraph' || block.block === 'heading'
    ? block.content
    : block.block === 'table'
      ? [...block.head, ...block.rows.flat()].flatMap(({ content }) => content)
      : [];

describe('a hostile checklist', () => {
  it('has its HTML as text', () => {
    const text = '<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n- [ ] <a href="javascript:x">y</a>';
    assert.equal(
      outlineOf(readChecklist(text)),
      [
        'p <script>alert(1)</script>',
        'p <img src=x onerror=alert(1)>',
        'ul',
        '  [ ] <a href="javascript:x">y</a>',
        '    p <a href="javascript:x">y</a>',
      ].join('\n'),
    );
  });

  it('has its links as they stand there, none of which may be followed', () => {
    const bad = [
      'javascript:alert(1)',
      'JaVaScript:x',
      'command:workbench.action.quit',
      'vscode:x',
      'data:text/html,x',
      'file:///etc/passwd',
    ];
    const [block] = readChecklist(bad.map((href) => `[a](<${href}>)`).join(' ')).blocks;
    const hrefs = inlines(block ? contentOf(block) : []).flatMap((inline) =>
      inline.inline === 'link' ? [inline.href] : [],
    );
    assert.deepEqual(hrefs, bad);
    for (const href of hrefs) assert.deepEqual(linkTarget(href, ''), { target: 'none' });
  });

  const nested: Readonly<Record<string, string>> = {
    quotes: '>'.repeat(200_000) + 'x',
    'quotes over lines': Array.from({ length: 500 }, (_, depth) => `${'>'.repeat(depth)} x`).join('\n'),
    lists: `${'- '.repeat(100_000)}x`,
    'lists over lines': Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- [ ] x${depth}`).join('\n'),
    'ordered lists in quotes': `${'> 1. '.repeat(20_000)}x`,
  };
  for (const [name, text] of Object.entries(nested))
    it(`takes ${name} that are nested too deep as text`, () => {
      const document = readChecklist(text);
      assert.deepEqual(document.problems, [{ problem: 'too-deep', maxDepth: 50 }]);
      assert.ok(depthOf(document.blocks) <= 51, String(depthOf(document.blocks)));
      assert.match(outlineOf(document), /x/);
    });

  it('loses no word of what is nested too deep', () => {
    const document = readChecklist(nested['lists over lines'] ?? '');
    for (const word of ['x0', 'x49', 'x50', 'x399']) assert.match(outlineOf(document), new RegExp(`\\b${word}\\b`));
    assert.equal(tasksIn(document.blocks).length, 50);
  });

  it('bounds marks in each other and keeps their words', () => {
    const [block] = readChecklist(`${'**a *b '.repeat(100)}c${'* **'.repeat(100)}`).blocks;
    assert.ok(block);
    assert.ok(inlineDepth(contentOf(block)) <= 12);
    const [links] = readChecklist(`${'*x _y '.repeat(40)}[z](u)${'_*'.repeat(40)}`).blocks;
    assert.match(JSON.stringify(links), /z/);
  });

  it('takes 10,000 items, and of more the beginning', () => {
    const items = (count: number): string =>
      Array.from({ length: count }, (_, index) => `- [ ] item ${index}`).join('\n');
    assert.deepEqual(problemsOf(items(10_000)), []);
    const document = readChecklist(items(12_000));
    assert.deepEqual(document.problems, [{ problem: 'too-long', maxItems: 10_000 }]);
    assert.equal(tasksIn(document.blocks).length, 10_000);
    assert.deepEqual(problemsOf(`|a|\n|-|\n${'|b|\n'.repeat(10_001)}`), ['too-long']);
    assert.deepEqual(problemsOf('a\n\n'.repeat(40_001)), ['too-long']);
  });

  it('is read to its bound, and says that there was more', () => {
    const line = `${'word '.repeat(15)}\n`;
    assert.deepEqual(problemsOf(line.repeat(12_000)), []);
    assert.deepEqual(problemsOf(line.repeat(14_000)), ['too-long']);
  });

  it('may have any number of comments, of which an item keeps the first', () => {
    const comments = '<!--a:b-->'.repeat(49_000);
    assert.deepEqual(problemsOf(comments), []);
    assert.deepEqual(problemsOf(`- [ ] x ${comments}`), new Array(20).fill('unknown-comment'));
  });

  it('is plain text behind 100,000 marks, and says so', () => {
    const brackets = '![[]('.repeat(200_000);
    assert.deepEqual(problemsOf(brackets), ['too-many-marks']);
    const [block] = readChecklist(brackets).blocks;
    const [only, ...others] = block ? contentOf(block) : [];
    assert.deepEqual([only, others], [{ inline: 'text', text: brackets }, []]);
    const few = readChecklist(`${'`a` '.repeat(40_000)}\n\n**b**`);
    assert.deepEqual(few.problems, []);
    assert.match(JSON.stringify(few.blocks.at(-1)), /strong/);
    const many = readChecklist(`${'`a` '.repeat(50_000)}\n\n**b**`);
    assert.deepEqual(many.blocks.at(-1), { block: 'paragraph', content: [{ inline: 'text', text: '**b**' }] });
  });

  it('keeps the boxes and the first comments behind its last mark', () => {
    const { blocks, problems } = readChecklist(`${'[ '.repeat(100_000)}\n\n- [ ] **still** there\n`);
    assert.deepEqual(
      problems.map(({ problem }) => problem),
      ['too-many-marks'],
    );
    assert.deepEqual(
      tasksIn(blocks).map(({ text }) => text),
      ['**still** there'],
    );
  });

  it('is read to 60,000 lines, and says that there was more', () => {
    assert.deepEqual(problemsOf('\n'.repeat(59_999)), []);
    assert.deepEqual(problemsOf('a\n'.repeat(60_001)), ['too-long']);
    assert.doesNotMatch(JSON.stringify(readChecklist(`${'\n'.repeat(60_000)}behind`).blocks), /behind/);
  });

  it('has the parser try its rules at a bounded number of places, whatever it is', () => {
    for (const part of ['![[](', '_a_ ', '[*', '*[', '**a*b', 'a\n', '<!--'])
      assert.ok(charactersRead(part.repeat(1_000_000 / part.length)) < 40_000_000, part);
  });

  it('bounds the words of an item', () => {
    const [task] = tasksIn(readChecklist(`- [ ] ${'x'.repeat(3_000)}`).blocks);
    assert.equal(task?.text.length, 1_000);
    assert.ok(task.text.endsWith('x…'));
  });

  // Rules of the parser that are called, not time: twice the text may take twice the calls and a bit.
  const costly: Readonly<Record<string, string>> = {
    'open brackets': '[',
    'open images': '![',
    'open emphasis': '*a **b ',
    'open comments': '<!--',
    'open tags': '<a href="',
    addresses: 'http://a/(',
    'lines of open comments': '<!--\n',
    'lines of references': '[a]: b "\n',
    'lines of a lazy quote': '> a\nb\n',
    'rows of a table': '|a|b|\n|-|-|\n|c|d|\n',
    'back quotes': '`` ` ``` ',
    'paragraphs of open brackets': `${'['.repeat(3_900)}\n\n`,
    'paragraphs of open images': `${'![[]('.repeat(780)}\n\n`,
    items: '- [ ] item <!-- check: calm -->\n',
    headings: '# a\n',
  };
  for (const [name, part] of Object.entries(costly))
    it(`reads ${name} in time that grows with the text`, () => {
      const few = charactersRead(part.repeat(10_000 / part.length));
      const many = charactersRead(part.repeat(40_000 / part.length));
      assert.ok(many <= 6 * few + 10_000, `${few} and ${many}`);
    });
});

/** How many characters of the text are looked at, by what the parser asks of strings. */
function charactersRead(text: string): number {
  let count = 0;
  const { prototype } = String;
  const names = ['charCodeAt', 'indexOf', 'slice', 'startsWith'] as const;
  const kept = names.map((name) => [name, Object.getOwnPropertyDescriptor(prototype, name)] as const);
  for (const [name, descriptor] of kept) {
    const inner = descriptor?.value as (this: string, ...args: unknown[]) => unknown;
    Object.defineProperty(prototype, name, {
      configurable: true,
      writable: true,
      value(this: string, ...args: unknown[]) {
        const result = inner.apply(this, args);
        if (name === 'charCodeAt' || name === 'startsWith') count += 1;
        else if (name === 'slice') count += 1 + Math.ceil(String(result).length / 16);
        // A search that finds nothing has seen all the rest.
        else
          count +=
            1 + Math.ceil(((result as number) < 0 ? this.length : (result as number)) - Number(args[1] ?? 0)) / 16;
        return result;
      },
    });
  }
  try {
    readChecklist(text);
  } finally {
    for (const [name, descriptor] of kept) if (descriptor) Object.defineProperty(prototype, name, descriptor);
  }
  return count;
}

describe('any text at all as a checklist', () => {
  const pieces = [
    ...Object.values(everyday),
    ...Object.values(odd),
    ...'- [ ] |>|1. |# |```\n|~~~|<!--|-->|<!-- check: calm -->|\n|  |\t|`|*|**|_|[|](|)|![|\\|&amp;|http://a|---\n|x|é|\u202e|\0'.split(
      '|',
    ),
    '|a|b|\n|-|-|\n',
  ];
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 300 }),
  );

  it('never fails, and all its ids, lines and texts are as they have to be', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { blocks, title } = readChecklist(text);
        const lineCount = text.replace(/\r\n?/g, '\n').split('\n').length;
        const [tasks, fences] = [tasksIn(blocks), fencesIn(blocks)];
        const headings = everyBlock(blocks).flatMap((block) => (block.block === 'heading' ? [block.id] : []));
        for (const ids of [tasks.map(({ id }) => id), fences.map(({ id }) => id), headings])
          assert.equal(new Set(ids).size, ids.length);
        for (const { lines } of [...tasks, ...fences])
          assert.ok(0 <= lines.first && lines.first <= lines.last && lines.last < lineCount, JSON.stringify(lines));
        for (const fence of fences) assert.ok(fence.task === undefined || tasks.some(({ id }) => id === fence.task));
        for (const task of tasks) assert.ok(task.text.length <= 1_000 && !/\n/.test(task.text));
        assert.ok(!title.includes('\n'));
        assert.ok(depthOf(blocks) <= 51);
      }),
      { numRuns: 400 },
    );
  });
});
