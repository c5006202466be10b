import assert from 'node:assert/strict';
import type { EngineConnection, ShellSession } from '../../../src/app/ports.js';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, until, value } from '../support/connection.js';

describe('shell in a container', () => {
  let project: ComposeProject;
  let connection: EngineConnection;
  let containerId = '';

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject({ web: { command: IDLE } });
    await project.compose('up', '--detach');
    [containerId = ''] = await project.containerIds('web');
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
  const processes = async (): Promise<string> => project.docker('exec', containerId, 'ps', '-o', 'args');

  it('passes bytes both ways and tells the exit code', async () => {
    const shell = value(await connection.openShell(containerId, { columns: 80, rows: 24 }));
    const heard = listen(shell);
    shell.write('echo "gr$((40+2))ün"\n');
    await until('the echo', () => heard.output.includes('gr42ün'));
    shell.resize(101, 37);
    await until('the size', () => {
      shell.write('stty size\n');
      return heard.output.includes('37 101');
    });
    shell.write('exit 7\n');
    await until('the exit', () => heard.exits.length > 0);
    assert.deepEqual(heard.exits, [7]);
    shell.dispose();
  });

  it('leaves no process behind when it is closed', async () => {
    const shell = value(await connection.openShell(containerId, { columns: 80, rows: 24 }));
    const heard = listen(shell);
    shell.write('sleep 4242\n');
    await until('the sleep', async () => (await processes()).includes('sleep 4242'));
    shell.dispose();
    await until('no shell', async () => !/sleep 4242|^(\/bin\/)?sh$/m.test(await processes()), 5000);
    assert.deepEqual(heard.exits, []);
  });
});
