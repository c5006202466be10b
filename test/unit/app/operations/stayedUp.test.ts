import assert from 'node:assert/strict';
import { failure } from '../support/fakeConnection.js';
import { settle } from '../support/manualClock.js';
import { phases, scalePlan } from '../support/plans.js';
import { RunnerWorld, web } from '../support/runnerWorld.js';

describe('a replica without a health check', () => {
  it('does not take the silence of an engine that hangs for a replica that has stayed up', async () => {
    const world = new RunnerWorld(web(1));
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    await world.become('none', 'new-2');
    world.connection.failures.set('inspect', failure('timed-out'));
    await world.clock.advance(3100);
    const problem = run.value?.outcome?.problem;
    assert.equal(problem?.reason === 'engine' && problem.failure.reason, 'timed-out');
    assert.deepEqual(phases(run.value), ['create 2 failed']);
  });

  it('asks again before it takes a replica without a health check for one that has stayed up', async () => {
    const world = new RunnerWorld(web(1));
    const run = world.begin(scalePlan([web(1)], 2));
    await settle();
    await world.become('none', 'new-2');
    const record = world.connection.containers.get('new-2');
    assert.ok(record);
    // Of its end nobody has told.
    world.connection.containers.set('new-2', { ...record, state: 'exited' });
    await world.clock.advance(3100);
    const problem = run.value?.outcome?.problem;
    assert.equal(problem?.reason === 'not-ready' && problem.state, 'exited');
    assert.deepEqual(phases(run.value), ['create 2 failed']);
  });
});
