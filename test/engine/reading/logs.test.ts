import assert from 'node:assert/strict';
import type { EngineConnection, LogLine } from '../../../src/app/ports.js';
import { composeProject, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, never, until, value } from '../support/connection.js';

const say = (...lines: string[]): string[] => ['sh', '-c', `${lines.join('; ')}; exec sleep 100000`];

describe('logs of containers', () => {
  let project: ComposeProject;
  let connection: EngineConnection;

  before(async () => {
    connection = await connectToEngine();
    project = await composeProject({
      web: { command: say('echo one', 'echo two >&2', 'echo three', 'while sleep 0.2; do echo tick; done') },
      term: { tty: true, command: say('echo blue', 'echo sky') },
      long: { command: say('head -c 100000 /dev/zero | tr "\\0" x', 'echo', 'echo end') },
      ended: { command: ['echo', 'bye'] },
    });
    await project.compose('up', '--detach', '--scale', 'web=2');
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
