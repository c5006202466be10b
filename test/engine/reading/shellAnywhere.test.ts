import assert from 'node:assert/strict';
import type { EngineConnection, ShellSession } from '../../../src/app/ports.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';

onEveryEngine('a prompt in a container', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;
  let containerId = '';

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      web: { compose: {} },
      ended: { compose: { command: ['true'] }, program: { ends: { afterMs: 0, exitCode: 0 } } },
    });
    await project.up();
    [containerId = ''] = await project.containerIds('web');
    const ended = await project.containerIds('ended');
    const hasEnded = async (): Promise<boolean> =>
      value(await connection.inspectContainers(ended, never)).every(({ state }) => state === 'exited');
    await until('it has ended', hasEnded);
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  function listen(shell: ShellSession) {
    const heard = { output: '', exits: [] as (number | undefined)[] };
    shell.onOutput((text) => (heard.output += text));
    shell.onExit((code) => heard.exits.push(code));
    return heard;
  }

  it('passes bytes both ways, can be resized, and tells the exit code', async () => {
    const shell = value(await connection.openShell(containerId, { columns: 80, rows: 24 }));
    const heard = listen(shell);
    await until('the prompt', () => /[$#] /.test(heard.output));
    shell.resize(101, 37);
    shell.write('grün');
    await until('the echo', () => heard.output.includes('grün'));
    shell.write('\x03');
    await until('a new prompt', () => /\^C[^]*[$#] /.test(heard.output));
    shell.write('exit 7\n');
    await until('the exit', () => heard.exits.length > 0);
    assert.deepEqual(heard.exits, [7]);
    shell.dispose();
  });

  it('tells when the container goes away under it', async () => {
    const shell = value(await connection.openShell(containerId, { columns: 80, rows: 24 }));
    const heard = listen(shell);
    await project.restartNow(containerId);
    await until('the exit', () => heard.exits.length > 0);
    assert.notEqual(heard.exits[0], 0);
  });

  it('says that a container does not run', async () => {
    const [ended = ''] = await project.containerIds('ended');
    const opened = await connection.openShell(ended, { columns: 80, rows: 24 });
    assert.equal(opened.ok ? undefined : opened.error.reason, 'conflict');
  });
});
