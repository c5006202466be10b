import assert from 'node:assert/strict';
import { bundledVerification } from '../../../../../src/core/runbook/bundled/verification.js';
import type { StepTried } from '../../../../../src/core/verification/flow/flowAnswer.js';
import { judgeFlow, type StepSeen } from '../../../../../src/core/verification/judge/flow.js';

const [upload] = bundledVerification.flows;
assert.ok(upload);
const names = new Map([['jobId', 'j1']]);
const seen = (tried: StepTried): StepSeen => ({ tried, names });
const answered = (status: number, document: unknown, waitedMs = 0): StepSeen =>
  seen({ got: 'answer', answer: { status, durationMs: 12, headers: {}, text: JSON.stringify(document) }, waitedMs });
const accepted = answered(202, { jobId: 'j1' });
const completed = answered(200, { status: 'completed' }, 900);
const page = answered(200, '<html>');

describe('judgeFlow', () => {
  it('passes where every step of the upload was answered as expected', () => {
    const finding = judgeFlow(upload, [accepted, completed, page]);
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map(({ of, value, unit }) => [of, value, unit]),
      [
        ['Upload returns a job id', 12, 'ms'],
        ['The job completes', 900, 'ms'],
        ['The page opens', 12, 'ms'],
      ],
    );
  });

  it('fails at the step that was not, with what was wrong and the beginning of the answer', () => {
    const refused = judgeFlow(upload, [answered(500, { error: 'no disk' })]);
    assert.equal(refused.verdict, 'fail');
    assert.equal(refused.facts[0]?.said, 'HTTP 500, not 200 or 201 or 202; it has no jobId: {"error":"no disk"}');
    assert.equal(refused.facts[1]?.verdict, 'unknown');
    assert.equal(judgeFlow(upload, [accepted, answered(200, { status: 'waiting' }, 120_000)]).verdict, 'fail');
    for (const tried of [
      { got: 'silence', said: 'broken off' },
      { got: 'unfit', said: 'the address needs {{x}}' },
    ] as const) {
      assert.equal(judgeFlow(upload, [accepted, seen(tried)]).verdict, 'fail');
    }
  });

  it('does not pass as long as a step is missing', () => {
    for (const steps of [[], [accepted], [accepted, completed]]) {
      const finding = judgeFlow(upload, steps);
      assert.deepEqual(
        [finding.verdict, finding.problem],
        ['unknown', { reason: 'too-few', have: steps.length, needed: 3 }],
      );
    }
    const ended = judgeFlow(upload, [accepted, seen({ got: 'nothing', said: 'ended' })]);
    assert.deepEqual([ended.verdict, ended.problem], ['unknown', { reason: 'unreachable', detail: 'ended' }]);
    assert.equal(judgeFlow({ steps: [] }, []).verdict, 'unknown');
  });
});
