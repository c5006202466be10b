import assert from 'node:assert/strict';
import type { EngineConnection } from '../../../src/app/ports.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';
import { demoPrograms } from '../support/demoPrograms.js';

/** Of what runs in a container, as far as it needs no shell: the demo has none. */
onEveryEngine('commands in a container', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;
  let containerId = '';

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      web: { compose: {}, program: demoPrograms },
      ended: { compose: { command: ['true'] }, program: { ends: { afterMs: 0, exitCode: 0 } } },
    });
    await project.up();
    [containerId = ''] = await project.containerIds('web');
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  const exec = (command: readonly string[], id = containerId) =>
    connection.exec(id, command, { env: {}, timeoutMs: 20_000, maxBytes: 100_000 }, never);

  it('tell how they ended', async () => {
    assert.deepEqual(value(await exec(['true'])), { exitCode: 0, stdout: '', stderr: '' });
    assert.deepEqual(value(await exec(['false'])), { exitCode: 1, stdout: '', stderr: '' });
  });

  it('keep output and errors apart', async () => {
    const run = value(await exec(['cat', '/proc/loadavg', '/no/such/file']));
    assert.equal(run.exitCode, 1);
    assert.match(run.stdout, /^\d+\.\d\d \d+\.\d\d \d+\.\d\d \d+\/\d+ \d+\n$/);
    assert.match(run.stderr, /\/no\/such\/file.*No such file/);
  });

  it('tell of the memory, the disks and the cores of the machine', async () => {
    const memory = value(await exec(['cat', '/proc/meminfo'])).stdout;
    for (const name of ['MemTotal', 'MemFree', 'MemAvailable'])
      assert.match(memory, new RegExp(`^${name}: +\\d+ kB$`, 'm'));
    const disk = value(await exec(['df', '-Pk', '/']))
      .stdout.trim()
      .split('\n');
    assert.match(disk[0] ?? '', /^Filesystem +1\w*-blocks +Used +Available +Capacity +Mounted on$/);
    assert.match(disk.at(-1) ?? '', /^\S+ +\d+ +\d+ +\d+ +\d+% +\/$/);
    assert.match(value(await exec(['cat', '/proc/stat'])).stdout, /^cpu {2}?(\d+ ?){7,}$/m);
  });

  it('says that there is no such program', async () => {
    const run = await exec(['psql-of-nobody', '-X']);
    if (run.ok) assert.ok([126, 127].includes(run.value.exitCode), JSON.stringify(run.value));
    else assert.match(run.error.detail, /executable file not found/);
  });

  it('says that a container does not run, and that there is none', async () => {
    const [ended = ''] = await project.containerIds('ended');
    await until('it has ended', async () => {
      const [record] = value(await connection.inspectContainers([ended], never));
      return record?.state === 'exited';
    });
    const stopped = await exec(['true'], ended);
    assert.equal(stopped.ok ? '' : stopped.error.reason, 'conflict');
    const gone = await exec(['true'], 'f'.repeat(64));
    assert.equal(gone.ok ? '' : gone.error.reason, 'not-found');
  });
});
