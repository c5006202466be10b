import assert from 'node:assert/strict';
import { bundledVerification } from '../../../../../src/core/runbook/bundled/verification.js';
import { judgeSessions } from '../../../../../src/core/verification/judge/sessions.js';
import type { StepSeen } from '../../../../../src/core/verification/judge/flow.js';
import { smallestSample } from '../../../../../src/core/verification/spread/evenness.js';

const { session } = bundledVerification;
assert.ok(session);
const replicas = [1, 2, 3].map((index) => ({
  name: `backend-${index}`,
  containerId: `${index}`.repeat(64),
  isReady: true,
}));
const answered = (status: number, document: unknown): StepSeen => ({
  tried: { got: 'answer', answer: { status, durationMs: 4, headers: {}, text: JSON.stringify(document) }, waitedMs: 0 },
  names: new Map([['sessionId', 's1']]),
});
const created = answered(201, { sessionId: 's1' });
const accepted = answered(200, { sessionId: 's1' });
const refused = answered(401, { error: 'unknown session' });
const by = (index: number | undefined, seen: StepSeen) => ({
  by: index === undefined ? undefined : `${index}`.repeat(12),
  seen,
});
const judge = (...reads: readonly ReturnType<typeof by>[]) => judgeSessions(session, { replicas, created, reads });

describe('judgeSessions', () => {
  it('passes where every replica accepted it', () => {
    const finding = judge(by(1, accepted), by(2, accepted), by(3, accepted), by(1, accepted));
    assert.equal(finding.verdict, 'pass');
    assert.deepEqual(
      finding.facts.map(({ of, value }) => [of, value]),
      [
        ['A session is made', 4],
        ['backend-1', 2],
        ['backend-2', 1],
        ['backend-3', 1],
      ],
    );
  });

  it('fails with the name of one that did not, or that has another session', () => {
    for (const bad of [refused, answered(200, { sessionId: 's2' })]) {
      const finding = judge(by(1, accepted), by(2, bad), by(3, accepted));
      assert.equal(finding.verdict, 'fail');
      assert.deepEqual(
        finding.facts.filter(({ verdict }) => verdict === 'fail').map(({ of }) => of),
        ['backend-2'],
      );
    }
    assert.equal(judge(by(1, accepted), by(undefined, refused)).verdict, 'fail');
  });

  it('does not pass while a replica was not asked, unless so many accepted it that none was left out by chance', () => {
    assert.deepEqual(judge(by(1, accepted), by(2, accepted)).problem, { reason: 'too-few', have: 2, needed: 3 });
    const needed = smallestSample(3);
    const untold = (count: number) => Array.from({ length: count }, () => by(undefined, accepted));
    assert.equal(judge(...untold(needed)).verdict, 'pass');
    assert.equal(judge(...untold(needed - 1)).verdict, 'unknown');
    assert.equal(judge(...untold(needed), by(1, accepted)).verdict, 'unknown');
    assert.equal(judge().verdict, 'unknown');
  });

  it('fails where no session could be made, and cannot tell by one replica', () => {
    assert.equal(judgeSessions(session, { replicas, created: refused, reads: [] }).verdict, 'fail');
    const unsent: StepSeen = { tried: { got: 'nothing', said: 'ended' }, names: new Map() };
    assert.equal(judgeSessions(session, { replicas, created: unsent, reads: [] }).verdict, 'unknown');
    const single = { replicas: replicas.slice(0, 1), created, reads: [by(1, accepted)] };
    assert.equal(judgeSessions(session, single).verdict, 'unknown');
  });
});
