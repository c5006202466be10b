import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { OperationRequest } from '../../../src/core/operation/operationRequest.js';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { OperationPieces } from './operationPieces.js';

const health = { test: ['CMD', 'true'], interval: '1s', start_period: '1s' };

/** Steps and waits of a test, for this stack. */
const runbookOf = (stack: string): Runbook => ({
  ...defaultRunbook,
  origin: 'file',
  stack,
  rungs: [2, 4, 6],
  scaleDown: { ...defaultRunbook.scaleDown, betweenMs: 400 },
  operations: { ...defaultRunbook.operations, settleMs: 400 },
});

describe('a window that is killed in the middle of an operation', function () {
  this.timeout(240_000);
  let project: ComposeProject;
  let folder = '';
  let program = '';
  let host = '';
  let runbook: Runbook;

  before(async () => {
    ({ host } = await ensureDockerEngine());
    folder = mkdtempSync(join(tmpdir(), 'scalebook-killed-'));
    // A folder of the repository, where the libraries are found that are not bundled.
    program = join('dist', 'test', 'engine', 'operationProcess.mjs');
    await build({
      entryPoints: ['test/engine/operations/operationProcess.ts'],
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
    });
    project = await composeProject({
      web: { command: IDLE, healthcheck: health, stop_grace_period: '0s' },
      api: { command: IDLE, healthcheck: health, stop_grace_period: '0s' },
    });
    runbook = runbookOf(project.name);
    await project.compose('up', '--detach', '--quiet-pull');
  });
  after(async () => {
    await project.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const counts = async (): Promise<Readonly<Record<string, number>>> => ({
    web: (await project.containerIds('web')).length,
    api: (await project.containerIds('api')).length,
  });
  const requestOf = (more: Partial<OperationRequest>): OperationRequest => ({
    kind: 'scale',
    stackId: `compose:${project.name}`,
    counts: {},
    ...more,
  });

  /** Runs it in a process of its own that ends, with luck, in the middle. True when it did. */
  async function killAfter(request: OperationRequest, run: string, delayMs: number): Promise<boolean> {
    const file = join(folder, `${run}.json`);
    writeFileSync(file, JSON.stringify({ host, folder: join(folder, run), runbook, request }));
    const child = spawn(process.execPath, [program, file], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const ended = once(child, 'exit');
    await until('it has begun', () => said.includes('begun') || child.exitCode !== null);
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    child.kill('SIGKILL');
    await ended;
    return !said.includes('ended');
  }

  /** Another window finds what was left, and goes on with it until nothing is left. Says how often it had to. */
  async function goOn(run: string): Promise<number> {
    const pieces = new OperationPieces({ host, folder: join(folder, run), runbook });
    try {
      await pieces.journal.load();
      await until('the journal says how it ended', () => pieces.open.length === 0);
      const [found] = pieces.store.state.operations;
      assert.ok(found?.outcome);
      const engine = await counts();
      for (const [service, count] of Object.entries(found.outcome.counts))
        assert.equal(count, engine[service], `${service}: the journal and the engine agree`);
      let resumed = 0;
      for (let request = pieces.resume; request; request = pieces.resume) {
        const { outcome } = await pieces.run(request);
        assert.equal(outcome?.result, 'done', JSON.stringify(outcome));
        resumed += 1;
        assert.ok(resumed < 3, 'an operation that was gone on with offers nothing more');
      }
      return resumed;
    } finally {
      pieces.stop();
    }
  }

  /** Numbers of a service's containers as Compose counts them: each once. */
  async function numbers(service: string): Promise<readonly string[]> {
    const labels = ['project', 'service'].map((label, index) => [
      '--filter',
      `label=com.docker.compose.${label}=${[project.name, service][index] ?? ''}`,
    ]);
    const format = ['--format', '{{.Label "com.docker.compose.container-number"}} {{.State}}'];
    return (await project.docker('ps', '--all', ...labels.flat(), ...format)).split('\n').filter(Boolean);
  }

  let kills = 0;
  const delays = (times: number, longestMs: number): readonly number[] =>
    Array.from({ length: times }, (_, index) => ((index + Math.random()) * longestMs) / times);

  for (const [title, requests, wanted, longestMs] of [
    ['up by rungs', { counts: { web: 6 } }, { web: 6, api: 1 }, 6000],
    ['of two services', { counts: { web: 3, api: 4 } }, { web: 3, api: 4 }, 5000],
  ] as const)
    it(`${title}: the journal, the offer to resume and the engine agree, and nothing is done twice`, async () => {
      for (const [index, delayMs] of delays(2, longestMs).entries()) {
        await project.compose('up', '--detach', '--scale=web=1', '--scale=api=1');
        const run = `${title} ${index}`;
        const killed = await killAfter(requestOf(requests), run, delayMs);
        const resumed = await goOn(run);
        kills += killed ? 1 : 0;
        assert.deepEqual(await counts(), wanted, `killed after ${delayMs} ms, resumed ${resumed} times`);
        for (const service of ['web', 'api']) {
          const found = await numbers(service);
          assert.equal(new Set(found).size, found.length);
          assert.ok(
            found.every((line) => line.endsWith(' running')),
            found.join(', '),
          );
        }
      }
      assert.ok(kills > 0, 'no kill came in the middle');
    });
});
