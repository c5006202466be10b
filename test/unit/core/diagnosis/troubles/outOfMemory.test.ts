import assert from 'node:assert/strict';
import { fail, ok } from '../../../../../src/util/result.js';
import { observations, teamReplica, type SeenReplica } from '../../../support/observations.js';
import { now } from '../../../support/stacks.js';
import { first, mebibyte, only, shows } from './only.js';

describe('out of memory', () => {
  const limits = { cpus: undefined, memoryBytes: 64 * mebibyte };
  const killed: SeenReplica = {
    record: teamReplica('backend', 1, { state: 'restarting', health: 'none', exitCode: 137, limits }),
    details: { oomKilled: true, exitCode: 137, restarts: 4 },
    log: ['redis ECONNREFUSED'],
  };
  const ends = (count: number) =>
    ok(
      Array.from({ length: count }, (_, index) => ({
        containerId: killed.record.containerId,
        at: now - index * 1000,
        exitCode: 137,
        isForMemory: true,
      })),
    );

  it('says who was killed, how often, at which limit, and what would do', () => {
    const cause = first(only('out-of-memory', observations([killed], { ends: ends(4) })), 'limit-exceeded');
    assert.deepEqual(
      [cause.certainty, cause.replicas, cause.limitBytes, cause.kills],
      ['certain', ['team-backend-1'], 64 * mebibyte, 4],
    );
    assert.deepEqual(shows(cause), ['memory-kills', 'exit-code']);
    assert.deepEqual(cause.remedies[0], {
      ...{ remedy: 'raise-limit', of: 'container', part: 'memory' },
      ...{ from: 64 * mebibyte, to: 96 * mebibyte },
    });
  });

  it('is known by the engine’s mark where it remembers no more', () => {
    const cause = first(
      only('out-of-memory', observations([killed], { ends: fail({ reason: 'timed-out' }) })),
      'limit-exceeded',
    );
    assert.equal(cause.certainty, 'certain');
  });

  it('is known of a replica that goes on', () => {
    const running = { record: teamReplica('backend', 1, { limits }), use: { cpus: 0.1, memoryBytes: 60 * mebibyte } };
    const cause = first(only('out-of-memory', observations([running], { ends: ends(1) })), 'limit-exceeded');
    assert.deepEqual(shows(cause), ['memory-kills', 'memory-used']);
  });

  it('says how many fit, by what is available and what each takes', () => {
    const machine = ok({
      ...{ cpus: 4, busyCpus: 1, memoryBytes: 8000 * mebibyte, availableBytes: 60 * mebibyte },
      ...{ diskBytes: 1e11, diskFreeBytes: 5e10, problems: [] },
    });
    const replicas = [1, 2, 3].map((number): SeenReplica => ({
      record: teamReplica('backend', number, { limits }),
      details: { oomKilled: true },
      use: { cpus: 0.1, memoryBytes: 60 * mebibyte },
    }));
    const cause = first(only('out-of-memory', observations(replicas, { machine })), 'limit-exceeded');
    // 60 + 3 x 60 MiB by 96 MiB each.
    assert.deepEqual(
      cause.remedies.flatMap((remedy) => (remedy.remedy === 'scale' ? [remedy.to] : [])),
      [2],
    );
  });

  it('names the machine where there is no limit', () => {
    const record = teamReplica('backend', 1, { state: 'exited', health: 'none', exitCode: 137 });
    const cause = first(
      only('out-of-memory', observations([{ record, details: { oomKilled: true } }])),
      'machine-full',
    );
    assert.equal(cause.certainty, 'certain');
  });

  it('does not take every end by force for it', () => {
    const record = teamReplica('backend', 1, { state: 'exited', health: 'none', exitCode: 137 });
    only('not-starting', observations([{ record }]));
  });

  it('names a program’s own bound', () => {
    const record = teamReplica('backend', 1, { state: 'restarting', health: 'none', exitCode: 134, restarts: 2 });
    const log = ['FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory'];
    first(only('out-of-memory', observations([{ record, log }])), 'heap-full');
  });
});
