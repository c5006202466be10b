import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnoser } from '../../../src/app/diagnosis/diagnoser.js';
import { systemClock } from '../../../src/editor/clock.js';
import { createDiagnosisSources, createGuardSources } from '../../../src/engine/main.js';
import { createVerificationSources } from '../../../src/sources/main.js';
import { diagnosisPage } from '../../../src/view/diagnosis/diagnosisPage.js';
import { diagnosisSummary } from '../../../src/view/diagnosis/diagnosisSummary.js';
import { ensureTinyImage, TINY_IMAGE } from '../../machine/baseImages.mjs';
import { mayInstallSystemPackages } from '../../machine/debianHost.mjs';
import { ensureDockerCli } from '../../machine/dockerPrograms.mjs';
import { startPrivateEngine, type PrivateEngine } from '../../machine/privateEngine.mjs';
import { run } from '../../machine/run.mjs';
import { LivePieces } from '../policy/livePieces.js';
import { never, value } from '../support/connection.js';
import { firstOf } from './diagnosisWorld.js';

const mebibyte = 1024 ** 2;
const label = 'com.docker.compose';
const labels = ['project=full', 'service=web', 'container-number=1', 'oneoff=False', 'config-hash=1'].flatMap(
  (each) => ['--label', `${label}.${each}`],
);
// A disk of its own has to be mounted.
const describeRoot = process.platform === 'linux' && mayInstallSystemPackages() ? describe : describe.skip;

describeRoot('an engine whose disk is full', function () {
  this.timeout(120_000);
  let disk: string;
  let engine: PrivateEngine;
  let pieces: LivePieces;
  let docker: (...args: string[]) => Promise<string>;

  before(async () => {
    disk = mkdtempSync('/tmp/sb-full-');
    await run('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]);
    engine = await startPrivateEngine({ moreArguments: ['--data-root', disk] });
    const cli = await ensureDockerCli();
    docker = (...args) => run(cli, ['-H', engine.host, ...args]);
    await ensureTinyImage({ host: engine.host });
    await docker('create', '--name', 'full-web-1', ...labels, TINY_IMAGE, 'sleep', '1000');
    await docker('run', '--name', 'over', TINY_IMAGE, 'dd', 'if=/dev/zero', 'of=/left', 'bs=1M', 'count=3');
    await docker(
      'run',
      '--rm',
      '-v',
      'kept:/data',
      TINY_IMAGE,
      'dd',
      'if=/dev/zero',
      'of=/data/x',
      'bs=1M',
      'count=20',
    );
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'fill')}`, 'bs=4k'], { stdio: 'ignore' });
    pieces = LivePieces.at(engine.host, []);
  });
  after(async () => {
    (pieces as LivePieces | undefined)?.stop();
    await (engine as PrivateEngine | undefined)?.stop();
    spawnSync('umount', [disk]);
    rmSync(disk, { recursive: true, force: true });
  });

  it('is why a replica does not start, with what lies there for nothing and what would free it', async () => {
    await assert.rejects(docker('start', 'full-web-1'), /no space left on device/);
    const diagnoser = new Diagnoser({
      ...{ session: pieces.session, store: pieces.store, needs: [], clock: systemClock },
      sources: () => Promise.resolve(createDiagnosisSources()),
      guardSources: () => Promise.resolve(createGuardSources('docker', process.env)),
      verificationSources: () => Promise.resolve(createVerificationSources()),
      readRunbooks: () => Promise.resolve(),
      loadJournal: () => Promise.resolve(),
      mayRun: () => true,
    });
    const diagnosis = value(await diagnoser.run('compose:full', 'web', never));
    const cause = firstOf(diagnosis, 'not-starting', 'machine-short');
    assert.deepEqual([cause.part, cause.certainty], ['disk', 'certain']);
    const told = new Map(cause.evidence.map(({ shows, value: bytes }) => [shows, bytes]));
    const near = (bytes: number | undefined, wanted: number): boolean =>
      Math.abs((bytes ?? 0) - wanted) < 0.1 * mebibyte;
    assert.ok(near(told.get('unused-volumes'), 20 * mebibyte), JSON.stringify([...told]));
    assert.ok(near(told.get('stopped-containers'), 3 * mebibyte), JSON.stringify([...told]));
    assert.ok(!told.has('unused-images') && !told.has('build-cache'), JSON.stringify([...told]));
    assert.deepEqual(
      cause.remedies.map((remedy) => 'what' in remedy && remedy.what),
      ['images', 'volumes'],
    );
    assert.match(diagnosisSummary(diagnosis), /web-1 does not start: the engine's machine has too little disk left/);
    assert.match(diagnosisPage(diagnosis), /Volumes that no container uses take 20(\.\d)? MiB/);
  });
});
