import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { parseRunbook } from '../../../../../src/core/runbook/file/parseRunbook.js';
import type { Position } from '../../../../../src/core/runbook/file/problem.js';
import { writeRunbook } from '../../../../../src/core/runbook/file/writeRunbook.js';
import { brokenFiles } from './brokenFiles.js';

const between = (text: string, from: Position, to: Position): string => {
  const lines = text.split('\n');
  assert.equal(from.line, to.line, 'it ends on the line that it begins on');
  return (lines[from.line] ?? '').slice(from.column, to.column);
};

describe('parseRunbook on broken files', () => {
  it('has fifty of them and more, each of its own kind', () => {
    assert.ok(brokenFiles.length >= 50);
    assert.equal(new Set(brokenFiles.map(({ title }) => title)).size, brokenFiles.length);
    assert.equal(new Set(brokenFiles.map(({ text }) => text)).size, brokenFiles.length);
  });

  for (const { title, text, line, says, under } of brokenFiles) {
    it(`tells where: ${title}`, () => {
      const { runbook, problems } = parseRunbook(text);
      const [first] = problems.filter(({ severity }) => severity === 'error');
      assert.ok(first);
      assert.equal(runbook, undefined);
      assert.equal(first.from.line, line, first.message);
      assert.match(first.message, says);
      if (under !== undefined) assert.equal(between(text, first.from, first.to), under);
      assert.ok(first.to.line > first.from.line || first.to.column > first.from.column, 'it underlines something');
      assert.ok(first.message.length < 500);
    });
  }

  it('tells of every flaw, not only of the first, and of no more than a hundred', () => {
    const one = parseRunbook('services:\n  a: { min: x }\n  b: { mix: 1 }\n  c: { max: 1.5 }\n');
    assert.deepEqual(
      one.problems.map(({ from }) => from.line),
      [1, 2, 3],
    );
    const many = Array.from({ length: 300 }, (_, index) => `  s${index}: { min: 5, max: 1 }`).join('\n');
    assert.equal(parseRunbook(`services:\n${many}`).problems.length, 100);
  });

  it('neither throws nor gives half a runbook, whatever the text', () => {
    const yaml = fc.stringMatching(/^[-a-c:{}[\],&*!|>'"%@`#? \n\t0-9.~]{0,60}$/);
    fc.assert(
      fc.property(fc.oneof(yaml, fc.string({ unit: 'binary' }), fc.string()), (text) => {
        const { runbook, problems } = parseRunbook(text);
        assert.equal(
          runbook === undefined,
          problems.some(({ severity }) => severity === 'error'),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('locates within the text, whatever is cut out of a good file or put into it', () => {
    const good = writeRunbook(bundledRunbook, { comments: false });
    const lines = good.split('\n');
    fc.assert(
      fc.property(
        fc.nat(good.length),
        fc.nat(12),
        fc.constantFrom('', '*a', '- ', ': ', '{', ']', '\t', '"', '-1', 'null', '\u0000', '&a ', '<<: ', '\n  x: y\n'),
        (at, cut, put) => {
          const text = good.slice(0, at) + put + good.slice(at + cut);
          const { runbook, problems } = parseRunbook(text);
          assert.equal(
            runbook === undefined,
            problems.some(({ severity }) => severity === 'error'),
          );
          for (const { from, to } of problems) {
            assert.ok(from.line >= 0 && from.line <= lines.length + 2);
            assert.ok(to.line > from.line || to.column > from.column);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
