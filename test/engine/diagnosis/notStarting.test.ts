import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { RunbookService } from '../../../src/core/runbook/runbook.js';
import { diagnosisSummary } from '../../../src/view/diagnosis/diagnosisSummary.js';
import { freePort } from '../../machine/freePort.mjs';
import { TINY_IMAGE } from '../../machine/baseImages.mjs';
import { IDLE } from '../support/composeProject.js';
import { DiagnosisWorld, firstOf, saidIn } from './diagnosisWorld.js';

describe('replicas that do not start, on a real engine', function () {
  this.timeout(180_000);
  let world: DiagnosisWorld;
  const image = `scalebook-test/gone-${randomBytes(3).toString('hex')}:1`;
  let port = 0;

  before(async () => {
    port = await freePort();
    world = await DiagnosisWorld.make({
      fixed: { command: IDLE, ports: [`127.0.0.1:${port}:80`] },
      gone: { command: IDLE, image, pull_policy: 'never' },
      broken: { command: ['no-such-program'] },
      bare: { command: ['no-such-program'], init: false },
      ending: { command: ['sh', '-c', 'echo no settings found; exit 3'], restart: 'on-failure' },
      wide: { command: IDLE, cpus: 4096 },
      well: { command: IDLE },
    });
    await world.project.docker('tag', TINY_IMAGE, image);
    await world.project.compose('up', '--detach', 'fixed', 'gone', 'well');
  });
  after(() => world.stop());

  it('nothing is named where nothing is wrong', async () => {
    const diagnosis = await world.diagnose('well');
    assert.deepEqual(diagnosis.causes, []);
    assert.deepEqual(
      diagnosis.lookedAt.filter(({ problem }) => problem).map(({ part }) => part),
      ['rules'],
    );
    assert.match(diagnosisSummary(diagnosis), /^Nothing was found that is wrong with well: 1 of 1 replica ready/);
  });

  it('a port that a sibling holds', async () => {
    await assert.rejects(world.project.compose('up', '--detach', '--no-recreate', '--scale', 'fixed=2', 'fixed'));
    const cause = firstOf(await world.diagnose('fixed'), 'not-starting', 'port-taken');
    const { name } = world.project;
    assert.deepEqual(
      [cause.certainty, cause.port, cause.holder, cause.isOwn, cause.replicas],
      ['certain', port, `${name}-fixed-1`, true, [`${name}-fixed-2`]],
    );
    assert.match(saidIn(cause), /port is already allocated|address already in use/);
    await world.project.compose('up', '--detach', '--no-recreate', '--scale', 'fixed=1', 'fixed');
    assert.deepEqual((await world.diagnose('fixed')).causes, []);
  });

  it('an image that has lost its name: a copy still runs, and Compose can make none', async () => {
    await world.project.docker('rmi', '--force', image);
    const cause = firstOf(await world.diagnose('gone'), 'not-starting', 'image-gone');
    assert.deepEqual(
      [cause.certainty, cause.image, cause.evidence.map(({ shows }) => shows)],
      ['likely', image, ['image-name']],
    );
  });

  it('an image that an operation did not find', async () => {
    // A service without replicas is known by its runbook alone.
    world.useRunbook({ services: [entry('gone')] });
    await world.project.docker('rm', '--force', await world.id('gone'));
    const operation = await world.scale('gone', 1);
    assert.equal(operation.outcome?.result, 'failed', JSON.stringify(operation.outcome));
    const cause = firstOf(await world.diagnose('gone'), 'not-starting', 'image-gone');
    assert.deepEqual([cause.certainty, cause.image], ['certain', image]);
    assert.deepEqual(
      cause.evidence.map(({ from }) => from),
      ['operation', 'images'],
    );
  });

  it('a machine that has not the cores that a replica asks for', async () => {
    world.useRunbook({ services: [entry('gone'), entry('wide')] });
    const operation = await world.scale('wide', 1);
    assert.equal(operation.outcome?.result, 'failed', JSON.stringify(operation.outcome));
    const cause = firstOf(await world.diagnose('wide'), 'not-starting', 'machine-short');
    assert.deepEqual([cause.certainty, cause.part], ['certain', 'cpu']);
    assert.match(saidIn(cause), /CPUs? available|Range of CPUs/);
    const cpus = cause.evidence.find(({ shows }) => shows === 'machine-cpus');
    assert.ok((cpus?.value ?? 0) >= 1 && (cpus?.value ?? 0) < 4096, JSON.stringify(cause.evidence));
  });

  it('a program that the image has not, by the words of the engine and by those of an init', async () => {
    await assert.rejects(world.project.compose('up', '--detach', 'bare'));
    await world.project.compose('up', '--detach', 'broken');
    for (const service of ['bare', 'broken']) {
      const cause = firstOf(await world.found(service, 'program-missing'), 'not-starting', 'program-missing');
      assert.deepEqual([cause.program, cause.certainty], ['no-such-program', 'certain'], service);
    }
  });

  it('a program that ends by itself, with its last words', async () => {
    await world.project.compose('up', '--detach', 'ending');
    const cause = firstOf(await world.found('ending', 'ends-by-itself'), 'not-starting', 'ends-by-itself');
    assert.equal(cause.exitCode, 3);
    assert.match(saidIn(cause), /no settings found/);
  });
});

const entry = (name: string): RunbookService => ({
  ...{ name, title: name, min: 0, baseline: 1, max: 5, healthUrls: [], healthAverageMs: undefined },
  ...{ targets: [], memoryPerReplicaBytes: undefined, connectionsPerReplica: undefined },
});
