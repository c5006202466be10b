import assert from 'node:assert/strict';
import { diagnosisSummary } from '../../../src/view/diagnosis/diagnosisSummary.js';
import { IDLE } from '../support/composeProject.js';
import { DiagnosisWorld, firstOf } from './diagnosisWorld.js';

const mebibyte = 1024 ** 2;
/** Takes memory until it is stopped. */
const greedy = 'tail /dev/zero';

describe('replicas that the kernel kills, on a real engine', function () {
  this.timeout(180_000);
  let world: DiagnosisWorld;

  before(async () => {
    const limit = { mem_limit: '16m', memswap_limit: '16m' };
    world = await DiagnosisWorld.make({
      loops: { command: ['sh', '-c', `sleep 1; ${greedy}; exit $?`], restart: 'always', init: false, ...limit },
      ended: { command: ['sh', '-c', `sleep 1; exec ${greedy}`], init: false, ...limit },
      inside: { command: ['sh', '-c', `sleep 1; (${greedy}); exec sleep 100000`], ...limit },
      forced: { command: IDLE, init: false },
    });
    await world.project.compose('up', '--detach');
  });
  after(() => world.stop());

  it('one that is started again and again', async () => {
    const cause = firstOf(await world.found('loops', 'limit-exceeded'), 'out-of-memory', 'limit-exceeded');
    assert.deepEqual([cause.certainty, cause.limitBytes], ['certain', 16 * mebibyte]);
    assert.ok(cause.kills >= 1);
    const raise = cause.remedies.find(({ remedy }) => remedy === 'raise-limit');
    assert.deepEqual(raise && 'to' in raise && raise.to, 32 * mebibyte);
  });

  it('one that has ended, with its exit code', async () => {
    const diagnosis = await world.found('ended', 'limit-exceeded');
    const cause = firstOf(diagnosis, 'out-of-memory', 'limit-exceeded');
    const code = cause.evidence.find(({ shows }) => shows === 'exit-code');
    assert.deepEqual([code?.value, cause.kills], [137, 1]);
    assert.match(diagnosisSummary(diagnosis), /^ended-1 was killed for using more than 16 MiB, the memory limit\./);
  });

  it('one in which only a process was killed, and that goes on', async () => {
    const cause = firstOf(await world.found('inside', 'limit-exceeded'), 'out-of-memory', 'limit-exceeded');
    assert.deepEqual(cause.replicas, [`${world.project.name}-inside-1`]);
  });

  it('an end by force is none', async () => {
    await world.project.docker('kill', await world.id('forced'));
    const cause = firstOf(await world.diagnose('forced'), 'not-starting', 'ends-by-itself');
    assert.equal(cause.exitCode, 137);
  });
});
