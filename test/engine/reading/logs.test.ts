import assert from 'node:assert/strict';
import type { EngineConnection, LogLine, TimedLogLine } from '../../../src/app/ports.js';
import { never, until, value } from '../support/connection.js';
import type { EngineProject } from '../support/engineProject.js';
import { onEveryEngine } from '../support/engines.js';

const say = (...lines: string[]): string[] => ['sh', '-c', `${lines.join('; ')}; exec sleep 100000`];
const out = (text: string) => ({ stream: 'stdout', text }) as const;

onEveryEngine('logs of containers', (engine) => {
  let project: EngineProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await engine().connect();
    project = await engine().project({
      web: {
        compose: { command: say('echo one', 'echo two >&2', 'echo three', 'while sleep 0.2; do echo tick; done') },
        program: {
          greeting: [out('one'), { stream: 'stderr', text: 'two' }, out('three')],
          chatter: { everyMs: 200, text: 'tick' },
        },
        replicas: 2,
      },
      term: {
        compose: { tty: true, command: say('echo blue', 'echo sky') },
        program: { greeting: [out('blue'), out('sky')] },
      },
      long: {
        compose: { command: say('head -c 100000 /dev/zero | tr "\\0" x', 'echo', 'echo end') },
        program: { greeting: [out('x'.repeat(100_000)), out('end')] },
      },
      ended: {
        compose: { command: ['echo', 'bye'] },
        program: { greeting: [out('bye')], ends: { afterMs: 0, exitCode: 0 } },
      },
    });
    await project.up();
  });
  after(async () => {
    connection.dispose();
    await project.remove();
  });

  it('follows two replicas until it is stopped', async () => {
    const ids = await project.containerIds('web');
    const lines: LogLine[] = [];
    const controller = new AbortController();
    const following = connection.followLogs(ids, { tail: 1000 }, (line) => lines.push(line), controller.signal);
    const of = (id: string | undefined): string[] =>
      lines.filter((line) => line.containerId === id).map((line) => line.text);
    await until('both tick', () => ids.every((id) => of(id).filter((text) => text === 'tick').length >= 3));
    controller.abort();
    const ended = await following;
    assert.equal(ended.ok ? undefined : ended.error.reason, 'cancelled');
    for (const id of ids)
      assert.deepEqual(
        of(id)
          .filter((text) => text !== 'tick')
          .sort(),
        ['one', 'three', 'two'],
      );
    assert.deepEqual([...new Set(lines.filter((line) => line.stream === 'stderr').map((line) => line.text))], ['two']);
    const count = lines.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(lines.length, count);
  });

  it('ends by itself when every log has ended, and takes a removed container for one', async () => {
    const [ended = ''] = await project.containerIds('ended');
    const lines: string[] = [];
    value(await connection.followLogs([ended, 'f'.repeat(64)], { tail: 5 }, ({ text }) => lines.push(text), never));
    assert.deepEqual(lines, ['bye']);
  });

  it('reads what was said since a time, with the time of each line', async () => {
    const [id = ''] = await project.containerIds('web');
    const since = async (at: number, most = 1000): Promise<readonly TimedLogLine[]> =>
      value(await connection.logsSince(id, at, most, never));
    const beganAt = Date.now();
    await until('it goes on', async () => (await since(beganAt)).length >= 3);
    const fresh = await since(beganAt);
    assert.ok(fresh.every(({ text, at }) => text === 'tick' && at >= beganAt - 1 && at < Date.now() + 1000));
    assert.deepEqual(
      fresh.map(({ at }) => at),
      fresh.map(({ at }) => at).sort((a, b) => a - b),
    );
    const told = value(await connection.readTime(never));
    const [last] = (await since(0)).slice(-1);
    // The clock that it reads its lines by, and not a guess of ours.
    assert.ok(last && Math.abs(told - last.at) < 60_000, `${told} ${last?.at}`);
    const all = await since(0);
    assert.deepEqual(
      all
        .filter(({ text }) => text !== 'tick')
        .map(({ stream, text }) => `${stream} ${text}`)
        .sort(),
      ['stderr two', 'stdout one', 'stdout three'],
    );
    assert.equal((await since(0, 2)).length, 2);
    assert.deepEqual(await since(Date.now() + 60_000), []);
    const [term = ''] = await project.containerIds('term');
    const spoken = value(await connection.logsSince(term, 0, 10, never));
    assert.deepEqual(
      spoken.map(({ text }) => text),
      ['blue', 'sky'],
    );
    const gone = await connection.logsSince('f'.repeat(64), 0, 1, never);
    assert.equal(gone.ok ? undefined : gone.error.reason, 'not-found');
  });

  it('reads the last lines, of a terminal too', async () => {
    const tail = async (service: string, count: number): Promise<readonly LogLine[]> => {
      const [id = ''] = await project.containerIds(service);
      return value(await connection.tailLogs(id, count, never));
    };
    await until('the terminal has spoken', async () => (await tail('term', 10)).length === 2);
    const read = await tail('term', 10);
    assert.deepEqual(
      read.map((line) => [line.stream, line.text]),
      [
        ['stdout', 'blue'],
        ['stdout', 'sky'],
      ],
    );
    assert.deepEqual(
      (await tail('term', 1)).map((line) => line.text),
      ['sky'],
    );
    await until('the long line is there', async () => (await tail('long', 1))[0]?.text === 'end');
    assert.deepEqual(
      (await tail('long', 100)).map((line) => line.text.length),
      [16_384, 3],
    );
    const gone = await connection.tailLogs('f'.repeat(64), 1, never);
    assert.equal(gone.ok ? undefined : gone.error.reason, 'not-found');
  });
});
