import assert from 'node:assert/strict';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import {
  judgeConnections,
  judgeConnectionSpread,
  type ConnectionsOpen,
} from '../../../../../src/core/verification/judge/connections.js';

const words = bundledRunbook.verification.exhaustionWords;
const open = (changes: Partial<ConnectionsOpen> = {}): ConnectionsOpen => ({
  total: 50,
  limit: 100,
  reserved: 3,
  before: 20,
  said: '',
  ...changes,
});

describe('judgeConnections', () => {
  it('leaves the places of administrators out of the limit', () => {
    const finding = judgeConnections(open({ total: 96 }), words);
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual([finding.facts[0]?.value, finding.facts[0]?.bound, finding.facts[0]?.before], [96, 97, 20]);
    assert.equal(judgeConnections(open({ total: 97 }), words).verdict, 'fail');
  });

  it('cannot tell without the number or the limit', () => {
    for (const missing of [{ total: undefined }, { limit: undefined }]) {
      const finding = judgeConnections(open({ ...missing, said: 'psql: not found' }), words);
      assert.deepEqual(
        [finding.verdict, finding.problem],
        ['unknown', { reason: 'unreachable', detail: 'psql: not found' }],
      );
    }
  });

  it('fails where the database says that it has no place left', () => {
    const said = 'FATAL:  Remaining connection slots are reserved for roles with the SUPERUSER attribute';
    assert.equal(judgeConnections(open({ total: undefined, limit: undefined, said }), words).verdict, 'fail');
    assert.equal(
      judgeConnections(open({ total: undefined, said: 'sorry, too many clients already' }), words).verdict,
      'fail',
    );
  });
});

describe('judgeConnectionSpread', () => {
  const judge = (...counts: readonly (number | undefined)[]) =>
    judgeConnectionSpread(counts.map((connections, index) => ({ name: `backend-${index + 1}`, connections })));

  it('passes where every replica has some, and fails where one has none while the others have many', () => {
    assert.equal(judge(1, 1, 30).verdict, 'pass');
    const finding = judge(0, 8, 7);
    assert.equal(finding.verdict, 'fail');
    assert.deepEqual([finding.facts[0]?.of, finding.facts[0]?.verdict], ['backend-1', 'fail']);
    assert.equal(judge(50, 0, 0).verdict, 'fail');
  });

  it('cannot tell of idle pools, of one replica, and of what is not known', () => {
    assert.deepEqual(judge(0, 2, 3).problem, { reason: 'too-few', have: 5, needed: 15 });
    for (const finding of [judge(0, 2, 3), judge(0, 0), judge(9), judge(), judge(9, undefined)]) {
      assert.equal(finding.verdict, 'unknown');
    }
  });
});
