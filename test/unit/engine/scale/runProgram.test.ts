import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { runProgram, type ProgramOutcome } from '../../../../src/engine/scale/runProgram.js';

/** Runs a script of Node, and asks it to end as soon as it has said that it is ready, with the id of whatever it has begun. */
async function cancelled(script: string, graceMs: number): Promise<ProgramOutcome & { readonly begun: number }> {
  const abort = new AbortController();
  let begun = 0;
  const outcome = await runProgram(process.execPath, ['-e', script], {
    env: process.env,
    signal: abort.signal,
    graceMs,
    onErrorLine: (line) => {
      begun = Number(/^ready (\d+)$/.exec(line)?.[1] ?? 0);
      if (begun > 0) abort.abort();
    },
  });
  return { ...outcome, begun };
}

const isAlive = (pid: number): boolean => {
  try {
    // What has ended and is not yet collected by its parent counts as ended.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

const deaf = (signals: readonly string[]): string =>
  `${JSON.stringify(signals)}.forEach((signal) => process.on(signal, () => undefined)); setInterval(() => undefined, 1000);`;

describe('a program that is run', () => {
  const forEver = 600_000;

  it('is asked to end as by Ctrl+C, and is let end by itself', async () => {
    const polite = `setInterval(() => undefined, 1000);
      process.on('SIGINT', () => { process.stdout.write('cleared away'); process.exitCode = 3; process.exit(); });
      console.error('ready ' + process.pid);`;
    const { exitCode, stdout, wasKilled } = await cancelled(polite, forEver);
    assert.deepEqual([exitCode, stdout, wasKilled], [3, 'cleared away', false]);
  });

  it('is ended with all that it has begun where it does not end on that', async () => {
    const plugin = deaf(['SIGINT', 'SIGTERM']);
    // The one that it has begun holds its output open, as a plugin of the Docker CLI does.
    const cli = `${deaf(['SIGINT'])}
      const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(`${plugin} console.error('up')`)}],
        { stdio: ['ignore', 'inherit', 'pipe'] });
      child.stderr.once('data', () => console.error('ready ' + child.pid));`;
    const { exitCode, wasKilled, begun } = await cancelled(cli, 1);
    assert.deepEqual([exitCode, wasKilled], [undefined, true]);
    while (isAlive(begun)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  it('is not begun where nobody wants it any more, and tells of one that there is not', async () => {
    const options = { env: process.env, signal: AbortSignal.abort() };
    assert.equal((await runProgram(process.execPath, ['-e', ''], options)).exitCode, undefined);
    const signal = new AbortController().signal;
    const missing = await runProgram('no-such-program', [], { env: process.env, signal });
    assert.deepEqual([missing.exitCode, missing.wasKilled], [undefined, false]);
    assert.match(missing.stderr, /ENOENT/);
  });
});
