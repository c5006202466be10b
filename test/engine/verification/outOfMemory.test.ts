import assert from 'node:assert/strict';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Check } from '../../../src/core/verification/check.js';
import { madeChecks, overallVerdict } from '../../../src/core/verification/verificationRun.js';
import { verificationSentence } from '../../../src/view/verification/verificationSentence.js';
import { startPrivateEngine, type PrivateEngine } from '../../machine/privateEngine.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { allTold, expectVerdict, told } from './told.js';
import { VerificationPieces } from './verificationPieces.js';

const limit = { mem_limit: '16m', memswap_limit: '16m', init: false };

describe('verification of a worker that the kernel kills', function () {
  this.timeout(120_000);
  let engine: PrivateEngine;
  let project: ComposeProject;
  let pieces: VerificationPieces;

  const verified = async (service: string): Promise<Check> => {
    const verification = await pieces.verify([service]);
    const check = madeChecks(verification).find(({ kind }) => kind === 'replicas-healthy');
    assert.ok(check, allTold(verification));
    if (check.verdict === 'fail') {
      assert.equal(overallVerdict(verification), 'fail');
      assert.match(verificationSentence(verification), /not verified/);
    }
    return check;
  };

  before(async () => {
    // Of one that was started again only the engine's last 256 events tell why: with the other tests' they would be over in no time.
    engine = await startPrivateEngine();
    const services = {
      // Takes too much once, and is well from then on.
      worker: {
        command: ['sh', '-c', 'test -e /tmp/once || { touch /tmp/once; exec tail /dev/zero; }; exec sleep 100000'],
        restart: 'on-failure',
        ...limit,
      },
      ended: { command: ['sh', '-c', 'exec tail /dev/zero'], ...limit },
      well: { command: IDLE, ...limit },
    };
    project = await composeProject(services, {}, engine.host);
    const runbook = { ...defaultRunbook, origin: 'file', stack: project.name } as const;
    pieces = VerificationPieces.at(engine.host, runbook, `compose:${project.name}`);
    await project.compose('up', '--detach');
  });
  after(async () => {
    (pieces as VerificationPieces | undefined)?.stop();
    await (project as ComposeProject | undefined)?.remove();
    await (engine as PrivateEngine | undefined)?.stop();
  });

  it('names the kill of one that was started again and runs', async () => {
    let check = await verified('worker');
    await until('it was killed', async () => /killed/.test(told((check = await verified('worker')))), 30_000);
    await until('it runs again', async () => /running/.test(told((check = await verified('worker')))), 30_000);
    expectVerdict(check, 'fail');
    assert.match(check.facts[0]?.said ?? '', /^running: killed by the kernel for want of memory$/, told(check));
  });

  it('names it of one that has ended', async () => {
    const check = await verified('ended');
    expectVerdict(check, 'fail');
    assert.match(check.facts[0]?.said ?? '', /^exited: killed by the kernel for want of memory$/, told(check));
  });

  it('passes one beside them that was not killed', async () => expectVerdict(await verified('well'), 'pass'));
});
