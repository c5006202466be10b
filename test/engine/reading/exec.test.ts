import assert from 'node:assert/strict';
import type { EngineConnection, ExecOptions } from '../../../src/app/ports.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never, value } from '../support/connection.js';

describe('exec in a container', () => {
  let project: ComposeProject;
  let connection: EngineConnection;
  let containerId = '';

  before(async () => {
    connection = await connectToEngine();
    const web = { command: IDLE, environment: { FROM_IMAGE: 'kept' } };
    project = await composeProject({ web });
    await project.compose('up', '--detach');
    [containerId = ''] = await project.containerIds('web');
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  const exec = (command: readonly string[], options: Partial<ExecOptions> = {}, signal = never, id = containerId) =>
    connection.exec(id, command, { env: {}, timeoutMs: 20_000, maxBytes: 100_000, ...options }, signal);
  const shell = (script: string, options: Partial<ExecOptions> = {}, signal = never) =>
    exec(['/bin/sh', '-c', script], options, signal);

  it('keeps output and errors apart, and tells the exit code', async () => {
    const run = value(await shell('echo out; echo err >&2; echo "mehr grün"; exit 7'));
    assert.deepEqual(run, { exitCode: 7, stdout: 'out\nmehr grün\n', stderr: 'err\n' });
    assert.deepEqual(value(await exec(['true'])), { exitCode: 0, stdout: '', stderr: '' });
  });

  it('passes words and environment as they are', async () => {
    const word = "$(id) \"; `x` '$A' \\! *";
    const run = value(await shell('printf %s "$1|$MORE|$FROM_IMAGE"', { env: { MORE: 'a=b c' } }));
    assert.equal(run.stdout, '|a=b c|kept');
    assert.equal(value(await exec(['printf', '%s', word])).stdout, word);
  });

  it('waits for a command to its end', async () => {
    const run = value(await shell('echo begun; sleep 1; echo done; exit 3'));
    assert.deepEqual([run.exitCode, run.stdout], [3, 'begun\ndone\n']);
  });

  it('waits for one that has closed its output', async () => {
    assert.equal(value(await shell('exec >&- 2>&-; sleep 1; exit 4')).exitCode, 4);
  });

  it('gives output of exactly the size that is allowed, and no more', async () => {
    const some = 'head -c 100000 /dev/zero';
    assert.equal(value(await shell(some)).stdout.length, 100_000);
    for (const more of [`${some}; echo x >&2`, 'cat /dev/zero']) {
      const startedAt = Date.now();
      const run = await shell(more);
      assert.deepEqual(run.ok ? '' : [run.error.reason, run.error.detail], [
        'refused',
        'The command gave more than 100000 bytes.',
      ]);
      assert.ok(Date.now() - startedAt < 10_000);
    }
    await exec(['sh', '-c', 'pkill cat']);
  });

  it('is given up in time', async () => {
    const startedAt = Date.now();
    const late = await shell('echo begun; sleep 5', { timeoutMs: 700 });
    assert.equal(late.ok ? '' : late.error.reason, 'timed-out');
    assert.ok(Date.now() - startedAt < 3000);
  });

  it('ends when nobody wants it any more', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 500);
    const stopped = await shell('sleep 5', {}, abort.signal);
    assert.equal(stopped.ok ? '' : stopped.error.reason, 'cancelled');
  });

  it('does not take the end of a container for the end of its command', async () => {
    const running = shell('echo begun; sleep 20; echo done');
    await new Promise((resolve) => setTimeout(resolve, 700));
    await project.docker('restart', '--time', '0', containerId);
    const run = await running;
    assert.notEqual(run.ok ? run.value.exitCode : -1, 0, JSON.stringify(run));
  });
});
