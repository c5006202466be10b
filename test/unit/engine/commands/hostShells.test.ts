import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShellCommand } from '../../../../src/app/checklist/ports.js';
import { hostShells } from '../../../../src/engine/commands/hostShells.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'scalebook-shells-')));
const pinned = { DOCKER_CONTEXT: 'far', DOCKER_HOST: null };
const user = {
  ...process.env,
  DOCKER_HOST: 'tcp://elsewhere:1',
  DOCKER_TLS_VERIFY: '1',
  BASH_ENV: '/nowhere',
  KEPT: 'yes',
};

async function run(text: string, changes: Partial<ShellCommand> = {}, signal = new AbortController().signal) {
  let output = '';
  const command: ShellCommand = { shell: 'sh', text, folder, environment: pinned, ...changes };
  const end = await hostShells(user).run(command, (some) => (output += some), signal);
  return { ...end, output };
}

const isAlive = (pid: number): boolean => {
  try {
    // What has ended and is not yet collected by its parent counts as ended.
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a shell of this machine', function () {
  after(() => rmSync(folder, { recursive: true }));

  it('runs a text in a folder, and tells how it ended', async () => {
    assert.deepEqual(await run('pwd; echo oops >&2; exit 3'), {
      exitCode: 3,
      detail: undefined,
      output: `${folder}\noops\n`,
    });
    assert.equal((await run('echo "$0 $BASH_VERSION"; [[ a == a ]]', { shell: 'bash' })).exitCode, 0);
    assert.equal((await run('kill -9 $$')).exitCode, 137);
  });

  it('runs nothing behind a line that failed', async () => {
    for (const shell of ['sh', 'bash'] as const) {
      const { exitCode, output } = await run('echo one\nfalse\necho two', { shell });
      assert.deepEqual([exitCode, output], [1, 'one\n']);
    }
    assert.equal((await run('false; echo two')).output, 'two\n');
  });

  it('points the Docker CLI to the context and to nothing else', async () => {
    const { output } = await run('echo "[$DOCKER_CONTEXT][$DOCKER_HOST][$DOCKER_TLS_VERIFY][$BASH_ENV][$KEPT]"');
    assert.equal(output, '[far][][][][yes]\n');
    const byHost = { DOCKER_CONTEXT: null, DOCKER_HOST: 'unix:///x' };
    const other = await run('echo "[$DOCKER_CONTEXT][$DOCKER_HOST][$DOCKER_TLS_VERIFY]"', { environment: byHost });
    assert.equal(other.output, '[][unix:///x][1]\n');
  });

  it('gives nothing to read', async () => assert.equal((await run('cat; echo end')).output, 'end\n'));

  it('tells what could not begin', async () => {
    const { exitCode, detail } = await run('true', { folder: join(folder, 'none') });
    assert.equal(exitCode, undefined);
    assert.match(detail ?? '', /ENOENT/);
    assert.equal(hostShells(user, 'linux').knows('cmd'), false);
    assert.equal(hostShells(user, 'win32').knows('cmd'), true);
  });

  it('ends with all that it has begun when told to', async () => {
    const end = new AbortController();
    const pids = join(folder, 'pids');
    // One that stops to be asked, in the background of another.
    const text = `(trap '' TERM; echo $$; sh -c 'trap "" TERM; echo $$ >> ${pids}; while :; do sleep 0.1; done' >/dev/null 2>&1 & wait) & echo $$ >> ${pids}; wait`;
    const running = run(text, {}, end.signal);
    const found = (): number[] => {
      try {
        return readFileSync(pids, 'utf8').trim().split('\n').map(Number);
      } catch {
        return [];
      }
    };
    await until(() => found().length === 2);
    assert.deepEqual(found().map(isAlive), [true, true]);
    end.abort();
    assert.equal((await running).exitCode, undefined);
    await until(() => !found().some(isAlive));
  });

  it('does not wait for whoever has left, and keeps its output', async () => {
    const end = new AbortController();
    const pid = join(folder, 'daemon');
    const running = run(`setsid sh -c 'echo $$ > ${pid}; sleep 60' & echo begun; wait`, {}, end.signal);
    const found = (): string => (existsSync(pid) ? readFileSync(pid, 'utf8').trim() : '');
    await until(() => found() !== '');
    end.abort();
    assert.equal((await running).exitCode, undefined);
    process.kill(-Number(found()), 'SIGKILL');
  });

  it('does not begin what was told to end before', async () => {
    const end = new AbortController();
    end.abort();
    assert.deepEqual(await run('echo x', {}, end.signal), { exitCode: undefined, detail: undefined, output: '' });
  });
});
