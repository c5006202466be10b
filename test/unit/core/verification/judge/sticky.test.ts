import assert from 'node:assert/strict';
import { judgeSticky } from '../../../../../src/core/verification/judge/sticky.js';

const replicas = [1, 2, 3].map((index) => ({
  name: `web-${index}`,
  containerId: `${index}`.repeat(64),
  isReady: true,
}));
const idWord = (index: number): string => `${index}`.repeat(12);
const same = (word: string, times = 20): readonly string[] => new Array<string>(times).fill(word);
const balancer = (isSticky: boolean) => ({ name: 'web@docker', isSticky });

describe('judgeSticky', () => {
  it('passes where one client is served by several replicas', () => {
    const finding = judgeSticky({ replicas, balancer: undefined, servedBy: [idWord(1), idWord(2)] });
    assert.equal(finding.verdict, 'pass');
    assert.equal(finding.facts[0]?.value, 2);
    assert.equal(judgeSticky({ replicas, balancer: balancer(false), servedBy: ['a', 'b'] }).verdict, 'pass');
  });

  it('fails where the balancer says that it is, whoever answers', () => {
    assert.equal(judgeSticky({ replicas, balancer: balancer(true), servedBy: [idWord(1), idWord(2)] }).verdict, 'fail');
    assert.equal(judgeSticky({ replicas, balancer: balancer(true), servedBy: [] }).verdict, 'fail');
  });

  it('fails where enough requests of one client all went to one replica', () => {
    assert.equal(judgeSticky({ replicas, balancer: balancer(false), servedBy: same(idWord(1)) }).verdict, 'fail');
    assert.equal(judgeSticky({ replicas, balancer: undefined, servedBy: same(idWord(1)) }).verdict, 'fail');
    assert.equal(judgeSticky({ replicas, balancer: undefined, servedBy: same(idWord(1), 5) }).verdict, 'unknown');
  });

  it("takes the balancer's word where answers tell nothing", () => {
    for (const servedBy of [[], same('web'), [undefined]]) {
      assert.equal(judgeSticky({ replicas, balancer: balancer(false), servedBy }).verdict, 'pass');
    }
  });

  it('cannot tell with neither, or with one replica', () => {
    const word = judgeSticky({ replicas, balancer: undefined, servedBy: same('web') });
    assert.deepEqual([word.verdict, word.problem], ['unknown', { reason: 'not-told-how', key: 'servedBy' }]);
    assert.equal(judgeSticky({ replicas, balancer: undefined, servedBy: [undefined] }).verdict, 'unknown');
    const single = judgeSticky({
      replicas: replicas.slice(0, 1),
      balancer: balancer(false),
      servedBy: same(idWord(1)),
    });
    assert.equal(single.verdict, 'unknown');
  });
});
