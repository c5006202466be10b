import assert from 'node:assert/strict';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { judgeExhaustion } from '../../../../../src/core/verification/logs/exhaustion.js';
import type { LogsRead } from '../../../../../src/core/verification/logs/logsRead.js';
import { judgeNewErrors } from '../../../../../src/core/verification/logs/newErrors.js';
import { cpuMs } from '../../../support/cpuMs.js';

const { errorWords, exhaustionWords } = bundledRunbook.verification;
const times = { sinceMs: 300_000, beforeMs: 600_000 };
const logs = (
  since: readonly string[] | undefined,
  before: readonly string[] | undefined = [],
  changes: Partial<LogsRead> = {},
): LogsRead => ({ name: 'web-1', since, before, isCut: false, said: '', ...changes });
const judge = (...all: readonly LogsRead[]) => judgeNewErrors(all, times, errorWords);
const lines = (count: number, text = 'error: no route to 10.0.0.'): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${text}${index}`);

describe('judgeNewErrors', () => {
  it('passes without errors, and with those that were there before at a like rate', () => {
    assert.equal(judge(logs(['all is well'])).verdict, 'pass');
    assert.equal(judge(logs([])).verdict, 'pass');
    assert.equal(judge(logs(lines(10), lines(20))).verdict, 'pass');
    assert.equal(judge(logs(lines(3), lines(1))).verdict, 'pass');
  });

  it('fails for one line of a kind that was not there, with the line and where it was', () => {
    const finding = judge(logs(lines(5), lines(10)), logs(['TypeError: x is null\u0007'], [], { name: 'web-2' }));
    assert.equal(finding.verdict, 'fail');
    const fresh = finding.facts.filter(({ verdict }) => verdict === 'fail');
    assert.deepEqual(
      fresh.map(({ of, value, before, said }) => [of, value, before, said]),
      [['web-2', 1, 0, 'TypeError: x is null']],
    );
  });

  it('fails where what was there before comes far more often', () => {
    const finding = judge(logs(lines(100), lines(20)));
    assert.equal(finding.verdict, 'fail');
    assert.equal(finding.facts.find(({ verdict }) => verdict === 'fail')?.before, 10);
  });

  it('expects more of more replicas, and takes what another replica said before for known', () => {
    const grown = [
      logs(lines(30), lines(20)),
      ...['b', 'c', 'd'].map((name) => logs(lines(30), [], { name, before: undefined })),
    ];
    assert.equal(judge(...grown).verdict, 'pass');
    const finding = judge(logs(lines(30), [], { before: undefined }));
    assert.equal(finding.verdict, 'fail');
    assert.equal(finding.facts.at(-1)?.before, undefined);
  });

  it('does not pass on a log that could not be read, or was cut', () => {
    const unread = judge(logs([]), logs(undefined, [], { said: 'this log driver does not keep logs' }));
    assert.deepEqual(
      [unread.verdict, unread.problem],
      ['unknown', { reason: 'unreachable', detail: 'this log driver does not keep logs' }],
    );
    assert.equal(judge(logs([], [], { isCut: true })).verdict, 'unknown');
    assert.equal(judge(logs(['fatal'], [], { isCut: true })).verdict, 'fail');
    assert.equal(judge().verdict, 'unknown');
    assert.equal(judgeNewErrors([logs([])], times, []).verdict, 'unknown');
  });

  it('names the ten commonest kinds of thousands, within a bounded time', () => {
    const kinds = 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu'.split(' ');
    const hostile = Array.from({ length: 4000 }, (_, index) => `error ${kinds[index % 12]} ${'{"a":1,'.repeat(2300)}`);
    const tookMs = cpuMs(() => {
      const finding = judge(logs(hostile, hostile.slice(0, 2)));
      assert.equal(finding.facts.filter(({ verdict }) => verdict === 'fail').length, 10);
    });
    assert.ok(tookMs < 4000, `${tookMs} ms`);
  });
});

describe('judgeExhaustion', () => {
  it('passes where no log has the words, and fails with the line where one does, in any case', () => {
    assert.equal(judgeExhaustion([logs(['all is well', 'error'])], exhaustionWords).verdict, 'pass');
    for (const line of [
      'GET /api: The connection pool is exhausted.',
      'Connection pool exhausted',
      'FATAL: sorry, TOO MANY CLIENTS already',
      'remaining connection slots are reserved for non-replication superuser connections',
    ]) {
      const finding = judgeExhaustion([logs(['well']), logs(['x', line], [], { name: 'web-2' })], exhaustionWords);
      assert.equal(finding.verdict, 'fail');
      assert.deepEqual([finding.facts[1]?.of, finding.facts[1]?.value, finding.facts[1]?.said], ['web-2', 1, line]);
    }
  });

  it('does not look at the time before, and runs no pattern', () => {
    assert.equal(judgeExhaustion([logs([], ['too many clients'])], exhaustionWords).verdict, 'pass');
    assert.equal(judgeExhaustion([logs(['abc'])], ['a.c']).verdict, 'pass');
    assert.equal(judgeExhaustion([logs(['a.C'])], ['A.c']).verdict, 'fail');
    assert.equal(judgeExhaustion([logs(['abc'])], ['']).verdict, 'pass');
  });

  it('does not pass on logs that could not be read, none, or without words', () => {
    assert.equal(judgeExhaustion([logs(undefined)], exhaustionWords).verdict, 'unknown');
    assert.equal(judgeExhaustion([logs([], [], { isCut: true })], exhaustionWords).verdict, 'unknown');
    assert.equal(judgeExhaustion([], exhaustionWords).verdict, 'unknown');
    assert.equal(judgeExhaustion([logs([])], []).verdict, 'unknown');
  });
});
