import assert from 'node:assert/strict';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { madeChecks } from '../../../src/core/verification/verificationRun.js';
import type { DemoEngine } from '../../../src/core/demo/demoEngine.js';
import { startDemo } from '../../../src/demo/main.js';
import { allTold, expectVerdict, told } from './told.js';
import { VerificationPieces } from './verificationPieces.js';

const stackId = 'compose:up-schedule-generator';

describe('verification of the demo', function () {
  this.timeout(120_000);
  let demo: DemoEngine;
  let pieces: VerificationPieces;

  before(async () => {
    demo = await startDemo();
    const { verification } = demo.runbook;
    const runbook: Runbook = {
      ...demo.runbook,
      verification: { ...verification, queueWindowMs: 12_000, queueEveryMs: 1000 },
    };
    pieces = VerificationPieces.at(demo.endpoint.raw, runbook, stackId);
  });
  after(() => {
    pieces.stop();
    demo.dispose();
  });

  it('passes at its baseline, with nothing that could not be told', async () => {
    const verification = await pieces.verify();
    const checks = madeChecks(verification);
    assert.ok(
      checks.every(({ verdict }) => verdict === 'pass'),
      allTold(verification),
    );
    assert.ok(checks.length > 25, allTold(verification));
  });

  it('shows what the scenario of an uneven balancer is about', async () => {
    demo.play('uneven-balancer');
    const verification = await pieces.verify(['backend']);
    for (const kind of ['load-spread', 'no-sticky'] as const) {
      const check = madeChecks(verification).find((each) => each.kind === kind) ?? assert.fail(kind);
      expectVerdict(check, 'fail');
    }
    const list = madeChecks(verification).find(({ kind }) => kind === 'balancer-list') ?? assert.fail('no list');
    assert.equal(list.verdict, 'pass', told(list));
  });
});
