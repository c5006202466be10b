import assert from 'node:assert/strict';
import { stackStatuses, statusesOf } from '../../../../src/core/policy/stackStatus.js';
import { containerRecord } from '../../support/containerRecord.js';
import { liveState, now, reading, readingsOf, teamRecords } from '../../support/stacks.js';

const origin = (workingDir: string): Parameters<typeof containerRecord>[2] => ({
  origin: { ...containerRecord('web', 1).origin, workingDir },
});

describe('stackStatuses', () => {
  it('puts the services that the runbook names first and in its order, then the rest by name', () => {
    const [status] = stackStatuses(liveState(teamRecords()), now);
    assert.ok(status);
    assert.deepEqual(
      status.named.map(({ service }) => service.name),
      ['frontend', 'backend', 'pdf-worker'],
    );
    assert.deepEqual(
      status.others.map(({ service }) => service.name),
      ['postgres', 'redis'],
    );
    assert.equal(statusesOf(status).length, 5);
    assert.ok(statusesOf(status).every(({ level }) => level === 'normal'));
  });

  it('puts the stacks of the open folders first, each group by name', () => {
    const records = ['beta', 'delta', 'alpha', 'gamma'].map((project) =>
      containerRecord('web', 1, { project, ...origin(`/srv/${project}`) }),
    );
    const statuses = stackStatuses(liveState(records), now, { folders: ['/srv/gamma', '/srv/delta'] });
    assert.deepEqual(
      statuses.map(({ stack, inFocus }) => [stack.name, inFocus]),
      [
        ['delta', true],
        ['gamma', true],
        ['alpha', false],
        ['beta', false],
      ],
    );
    assert.deepEqual(
      stackStatuses(liveState(records), now).map(({ stack, inFocus }) => [stack.name, inFocus]),
      ['alpha', 'beta', 'delta', 'gamma'].map((name) => [name, false]),
    );
  });

  it('no longer knows the level once nothing was read for too long', () => {
    const records = teamRecords();
    const readings = readingsOf(records, reading(20, 10, now));
    const state = liveState(records, { readings, readingIntervalMs: 5000 });
    const levels = (at: number): readonly string[] => [
      ...new Set(
        stackStatuses(state, at)
          .flatMap(statusesOf)
          .map(({ level }) => level),
      ),
    ];
    assert.deepEqual(levels(now + 45_000), ['normal']);
    assert.deepEqual(levels(now + 45_001), ['unknown']);
    assert.equal(stackStatuses(state, now + 15_001)[0]?.readings.size, 0);
  });

  it('is empty before the first list has come in', () => {
    assert.deepEqual(stackStatuses(liveState([], { snapshot: undefined }), now), []);
  });
});
