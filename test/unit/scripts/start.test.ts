import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoContextName } from '../../../src/core/demo/demoContext.js';
import { REPOSITORY } from '../../machine/npmPackages.mjs';
import { DrivenDemo } from '../demo/drivenDemo.js';

interface Ended {
  readonly code: number;
  /** Where the workbench would open; undefined where it says nothing. */
  readonly where: unknown;
  readonly said: string;
}

const script = join(REPOSITORY, 'test/scripts/start.mjs');
const dryRun = [script, '--dry-run'];

describe('npm start, in a process of its own', function () {
  this.timeout(20_000);
  let folder: string;
  /** Of programs: node, and no docker. */
  let path: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'scalebook-start-'));
    path = join(folder, 'bin');
    mkdirSync(path);
    symlinkSync(process.execPath, join(path, 'node'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> =>
    new Promise((resolve) => {
      const given = { HOME: folder, PATH: path, ...env };
      execFile(program, [...args], { env: given, timeout: 15_000 }, (error, stdout, stderr) => {
        const code = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
        resolve({ code, where: stdout === '' ? undefined : JSON.parse(stdout), said: stderr });
      });
    });
  const start = (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> => run(process.execPath, args, env);
  const dead = (): string => `unix://${join(folder, 'docker.sock')}`;

  it('opens the demo where there is no Docker at all: no program, no socket, nothing in the environment', async function () {
    const socket = '/var/run/docker.sock';
    if (!existsSync(socket)) {
      const found = await start(dryRun, {});
      return assert.deepEqual([found.code, found.where], [0, { context: demoContextName, host: null }]);
    }
    // This machine has one: it is not to be seen from there.
    const apart = ['--mount', '--', '/bin/sh', '-c', 'mount -t tmpfs none /run && test ! -e "$0" && exec "$@"'];
    const can = spawnSync('unshare', [...apart, socket, process.execPath, '-e', '0']).status === 0;
    if (!can) return this.skip();
    const unshare = spawnSync('/bin/sh', ['-c', 'command -v unshare']).stdout.toString().trim();
    const found = await run(unshare, [...apart, socket, process.execPath, ...dryRun], {
      PATH: `${path}:/usr/bin:/bin`,
    });
    assert.deepEqual([found.code, found.where], [0, { context: demoContextName, host: null }]);
    assert.match(found.said, /opens on the built-in demo/);
  });

  it('opens the demo where the engine that the environment names does not answer, and names it no more', async () => {
    const { code, where, said } = await start(dryRun, { DOCKER_HOST: dead() });
    assert.deepEqual([code, where], [0, { context: demoContextName, host: null }]);
    assert.match(said, /`npm start -- --docker` insists on Docker/);
  });

  it('ends with 1 and the ways out where an engine is insisted on and there is none', async () => {
    for (const args of [
      [script, '--docker'],
      [...dryRun, '--docker'],
    ]) {
      const { code, where, said } = await start(args, { DOCKER_HOST: dead() });
      assert.deepEqual([code, where], [1, undefined], args.join(' '));
      assert.match(said, /No Docker Engine answers.*point DOCKER_HOST at an engine/s);
    }
  });

  it('opens on the engine that answers, insisting or not', async () => {
    const driven = await DrivenDemo.open();
    const docker = join(folder, 'docker');
    writeFileSync(docker, '#!/bin/sh\nexit 1\n');
    chmodSync(docker, 0o755);
    const env = { DOCKER_HOST: `unix://${driven.path}`, PATH: `${path}:${folder}` };
    for (const args of [dryRun, [...dryRun, '--docker']]) {
      const { code, where } = await start(args, env);
      assert.deepEqual([code, where], [0, { context: null, host: env.DOCKER_HOST }]);
    }
    await driven.close();
  });

  it('does nothing for an option that there is not', async () => {
    const { code, where, said } = await start([script, '--dockre'], {});
    assert.deepEqual([code, where], [2, undefined]);
    assert.match(said, /Usage: npm start/);
  });
});
