import assert from 'node:assert/strict';
import { docProblems } from '../../scripts/docTests.mjs';

const files: Readonly<Record<string, string>> = { 'test/a.test.ts': "it('stops a  thing,\n and says so', () => {})" };
const problems = (...lines: readonly string[]): readonly string[] =>
  docProblems(lines.join('\n'), (file) => files[file]);
const table = (...rows: readonly string[]): readonly string[] => problems('| What | Tests |', '| --- | --- |', ...rows);

describe('the tests that docs name', () => {
  it('are there, in their files, by words of their titles', () => {
    assert.deepEqual(problems('`test/a.test.ts` › "stops a thing, and says"'), []);
    assert.deepEqual(problems('', 'x `test/a.test.ts` › "starts a thing" y'), [
      '2: test/a.test.ts has no "starts a thing"',
    ]);
    assert.deepEqual(problems('`test/b.test.ts` › "stops"'), ['1: there is no test/b.test.ts']);
  });

  it('stand in every row of a table of tests, or why there is none', () => {
    assert.deepEqual(table('| x | `test/a.test.ts` › "stops a thing" |', '| y | None: it needs Windows |'), []);
    assert.deepEqual(table('| x | soon |', '| y | |'), ['3: the row names no test', '4: the row names no test']);
    assert.deepEqual(problems('| What | How |', '| --- | --- |', '| x | y |'), []);
    assert.deepEqual(problems('| What | Tests |', '| --- | --- |', '', '| x | y |'), []);
  });
});
