import assert from 'node:assert/strict';
import type { TaskAnswer } from '../../../../src/engine/swarm/swarmAnswers.js';
import { TaskProgress } from '../../../../src/engine/swarm/taskProgress.js';

let last = 0;
const task = (state: string, desired = 'running', error = ''): TaskAnswer => ({
  ID: `task${(last += 1).toString().padStart(20, '0')}`,
  DesiredState: desired,
  Status: { State: state, Err: error, Timestamp: '', ContainerStatus: undefined },
  ServiceID: 's',
  NodeID: 'n',
  Slot: 1,
  CreatedAt: '',
});
const many = (count: number, ...of: Parameters<typeof task>): TaskAnswer[] =>
  Array.from({ length: count }, () => task(...of));
const up = (times = {}, before: readonly TaskAnswer[] = []) => new TaskProgress({ from: 2, to: 5, times, before });
const stuck = (seen: ReturnType<TaskProgress['look']>): string => (seen.state === 'stuck' ? seen.why : seen.state);

describe('how far tasks are on their way', () => {
  it('is settled once all have run for three seconds, and not before', () => {
    const progress = up();
    assert.equal(progress.look(many(4, 'running'), 0).state, 'waiting');
    assert.equal(progress.look(many(5, 'running'), 1000).state, 'waiting');
    assert.equal(progress.look([...many(4, 'running'), task('preparing')], 2000).state, 'waiting');
    assert.equal(progress.look(many(5, 'running'), 3000).state, 'waiting');
    assert.equal(progress.look(many(5, 'running'), 5900).state, 'waiting');
    assert.equal(progress.look(many(5, 'running'), 6000).state, 'settled');
  });

  it('waits on the way down until those that go are gone', () => {
    const progress = new TaskProgress({ from: 5, to: 2, times: {}, before: [] });
    assert.equal(progress.look([...many(2, 'running'), ...many(3, 'running', 'remove')], 0).state, 'waiting');
    assert.equal(progress.look([...many(2, 'running'), ...many(3, 'shutdown', 'shutdown')], 1000).state, 'settled');
  });

  it('gives a missing node a while, then says so in the words of Docker', () => {
    const progress = up();
    const tasks = [
      ...many(3, 'running'),
      ...many(2, 'pending', 'running', 'no suitable node (insufficient resources on 2 nodes)'),
    ];
    assert.equal(progress.look(tasks, 0).state, 'waiting');
    assert.equal(progress.look(tasks, 11_000).state, 'waiting');
    assert.equal(
      stuck(progress.look(tasks, 12_000)),
      '3 of 5 tasks run; no suitable node (insufficient resources on 2 nodes)',
    );
    const luckier = up();
    luckier.look(tasks, 0);
    luckier.look(many(5, 'running'), 6000);
    assert.equal(luckier.look(tasks, 13_000).state, 'waiting', 'the time counts anew');
  });

  it('takes three new failures for more than chance, and no old one', () => {
    const old = many(4, 'failed', 'shutdown', 'old');
    const progress = up({}, old);
    const failing = (count: number) => [
      ...old,
      ...many(2, 'running'),
      ...many(count, 'rejected', 'shutdown', 'No such image: x'),
    ];
    assert.equal(progress.look(failing(2), 0).state, 'waiting');
    assert.equal(stuck(progress.look(failing(3), 1000)), '2 of 5 tasks run; No such image: x');
  });

  it('counts only new tasks where each is to be replaced', () => {
    const before = many(3, 'running');
    const [a, b, c] = before;
    assert.ok(a && b && c);
    const times = { StopGracePeriod: 20e9, updateDelay: 30e9 };
    const progress = new TaskProgress({ from: 3, to: 3, replaces: true, times, before });
    assert.equal(progress.look(before, 0).state, 'waiting', 'nothing has begun');
    const leaving = { ...a, DesiredState: 'shutdown' };
    const [x, y, z] = many(3, 'running');
    assert.ok(x && y && z);
    assert.equal(
      progress.look([leaving, { ...x, Status: { ...x.Status, State: 'ready' } }, b, c], 1000).state,
      'waiting',
    );
    assert.equal(progress.look([x, b, c], 2000).state, 'waiting');
    assert.equal(progress.look([x, y, z, c], 3000).state, 'waiting', 'an old one runs beside it');
    assert.equal(progress.look([x, y, z], 4000).state, 'waiting');
    assert.equal(progress.look([x, y, z], 7000).state, 'settled');
    const late = new TaskProgress({ from: 3, to: 3, replaces: true, times, before });
    late.look([x, b, c], 0);
    assert.equal(late.look([x, b, c], 110_000).state, 'waiting', 'the one before it may take its time to stop');
    assert.equal(stuck(late.look([x, b, c], 111_000)), '1 of 3 new tasks run');
  });

  it('is patient for as long as the health check may take, and longer while an image is pulled', () => {
    const check = { Healthcheck: { Interval: 10e9, Timeout: 5e9, StartPeriod: 30e9, Retries: 3 } };
    const starting = [...many(2, 'running'), ...many(3, 'starting')];
    const progress = up(check);
    progress.look(starting, 0);
    assert.equal(progress.look(starting, 149_000).state, 'waiting');
    assert.equal(stuck(progress.look(starting, 151_000)), '2 of 5 tasks run');
    const pulling = up(check);
    const pull = [...many(2, 'running'), ...many(3, 'preparing')];
    pulling.look(pull, 0);
    assert.equal(pulling.look(pull, 590_000).state, 'waiting');
    assert.equal(pulling.look(pull, 601_000).state, 'stuck');
    const slow = up();
    slow.look(many(2, 'running'), 0);
    slow.look([...many(3, 'running'), ...many(2, 'starting')], 50_000);
    assert.equal(
      slow.look([...many(3, 'running'), ...many(2, 'starting')], 100_000).state,
      'waiting',
      'one more has come meanwhile',
    );
  });
});
