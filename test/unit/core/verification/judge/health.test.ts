import assert from 'node:assert/strict';
import type { Asked } from '../../../../../src/core/verification/judge/asked.js';
import { judgeHealth } from '../../../../../src/core/verification/judge/health.js';

const answer = (of: string, status = 200, said = ''): Asked => ({ got: 'answer', of, status, durationMs: 3, said });
const silence = (of: string): Asked => ({ got: 'silence', of, said: 'connection refused' });
const nothing = (of: string): Asked => ({ got: 'nothing', of, said: 'no curl, wget or node inside' });

describe('judgeHealth', () => {
  it('passes where everything answered 200, each once in the facts', () => {
    const finding = judgeHealth([answer('a'), answer('b'), answer('a')]);
    assert.equal(finding.verdict, 'pass');
    assert.equal(finding.problem, undefined);
    assert.deepEqual(
      finding.facts.map(({ of, value, verdict }) => [of, value, verdict]),
      [
        ['a', 200, 'pass'],
        ['b', 200, 'pass'],
      ],
    );
  });

  it('fails for one answer of several, for silence, and for any other status', () => {
    for (const bad of [answer('a', 500, 'oops'), answer('a', 204), answer('a', 302), silence('a')]) {
      for (const asked of [
        [answer('a'), bad],
        [bad, answer('a'), nothing('b')],
      ]) {
        assert.equal(judgeHealth(asked).verdict, 'fail', JSON.stringify(bad));
      }
    }
    const [fact] = judgeHealth([answer('a', 500, 'oo\nps')]).facts;
    assert.deepEqual([fact?.value, fact?.said], [500, 'oo ps']);
    assert.equal(judgeHealth([silence('a')]).facts[0]?.value, undefined);
  });

  it('cannot tell where something could not be asked, or nothing was', () => {
    assert.deepEqual(judgeHealth([answer('a'), nothing('b')]).problem, {
      reason: 'unreachable',
      detail: 'no curl, wget or node inside',
    });
    assert.equal(judgeHealth([answer('a'), nothing('b')]).verdict, 'unknown');
    assert.equal(judgeHealth([]).verdict, 'unknown');
  });
});
