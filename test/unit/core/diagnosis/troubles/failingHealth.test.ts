import assert from 'node:assert/strict';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import { fail } from '../../../../../src/util/result.js';
import { observations, probe, teamReplica, type SeenReplica } from '../../../support/observations.js';
import { now } from '../../../support/stacks.js';
import { first, only, remedies, shows, well } from './only.js';

describe('failing health checks', () => {
  const sick = (said: string, exitCode = 1, more: Partial<SeenReplica> = {}): SeenReplica => ({
    record: teamReplica('backend', 2, { health: 'unhealthy', startedAt: now - 3_600_000 }),
    details: { failingStreak: 9, probes: [probe(exitCode, said)], restarts: 0 },
    ...more,
  });

  it('names a program that the image has not', () => {
    const seen = observations([...well('backend', 1), sick('/bin/sh: curl: not found', 127)]);
    const cause = first(only('failing-health', seen), 'probe-program-missing');
    assert.deepEqual([cause.certainty, cause.program, cause.replicas], ['certain', 'curl', ['team-backend-2']]);
  });

  it('says what the health check and the log say, where that is all', () => {
    const seen = observations([...well('backend', 1), sick('HTTP 503: migrations pending', 22, { log: ['waiting'] })]);
    const cause = first(only('failing-health', seen), 'probe-fails');
    assert.deepEqual(
      cause.evidence.map(({ shows: kind, said }) => [kind, said]),
      [
        ['probe-said', 'HTTP 503: migrations pending'],
        ['probe-streak', ''],
        ['log-line', 'waiting'],
      ],
    );
  });

  it('says so of one that is given up, with the CPU that it has left', () => {
    const limits = { cpus: 0.5, memoryBytes: undefined };
    const seen = observations([
      sick('Health check exceeded timeout (1s)', -1, {
        record: teamReplica('backend', 2, { health: 'unhealthy', limits }),
        use: { cpus: 0.49, memoryBytes: 1 },
      }),
    ]);
    const [cause] = only('failing-health', seen);
    assert.deepEqual([cause?.cause, cause?.certainty], ['probe-timed-out', 'likely']);
    assert.ok(cause && shows(cause).includes('cpu-used'));
  });

  it('gives a replica that is new time, beside what its health check says', () => {
    const young = teamReplica('backend', 2, { health: 'unhealthy', startedAt: now - 20_000 });
    const causes = only('failing-health', observations([sick('Connection refused', 1, { record: young })]));
    assert.deepEqual(
      causes.map(({ cause, certainty }) => [cause, certainty]),
      [
        ['probe-fails', 'certain'],
        ['too-little-time', 'likely'],
      ],
    );
  });

  it('is certain of too little time once a replica was ready late', () => {
    const startedAt = now - 30_000;
    const seen = observations([
      {
        record: teamReplica('backend', 1, { startedAt }),
        details: { probes: [probe(1, 'no', { at: now - 20_000 }), probe(0, '', { at: now - 10_000 })] },
      },
    ]);
    const cause = first(only('failing-health', seen), 'too-little-time');
    assert.deepEqual([cause.certainty, cause.allowedMs, cause.neededMs], ['certain', 7000, 20_090]);
  });

  it('says nothing of one that is ready in time, or was well before', () => {
    const startedAt = now - 6000;
    for (const probes of [
      [probe(1, 'no', { at: now - 3000 }), probe(0, '', { at: now - 1000 })],
      [probe(0), probe(1, 'no'), probe(0)],
      [probe(0), probe(0)],
    ]) {
      const record = teamReplica('backend', 1, { startedAt });
      assert.deepEqual(diagnose(observations([{ record, details: { probes } }])).causes, []);
    }
  });

  it('names the service that cannot be reached, certain where it is down', () => {
    const line = 'Error: connect ECONNREFUSED redis:6379';
    const up = first(only('failing-health', observations([sick('HTTP 500', 22, { log: [line] })])), 'dependency-away');
    assert.deepEqual([up.service, up.isDown, up.certainty], ['redis', false, 'likely']);
    const seen = observations([sick('HTTP 500', 22, { log: [line] })]);
    const redis = seen.stack.services.find(({ name }) => name === 'redis') ?? assert.fail();
    Object.assign(redis, { replicas: redis.replicas.map((replica) => ({ ...replica, state: 'exited', exitCode: 1 })) });
    const down = first(only('failing-health', seen), 'dependency-away');
    assert.deepEqual([down.isDown, down.certainty, remedies(down)], [true, 'certain', ['diagnose', 'open-logs']]);
  });

  it('takes an address that nobody answers at for the one service that is down', () => {
    const said = "wget: can't connect to remote host (10.9.9.9): Connection refused";
    const seen = observations([sick(said)]);
    const origin = { ...(seen.service.origin ?? assert.fail()), dependsOn: ['redis', 'postgres'] };
    const redis = seen.stack.services.find(({ name }) => name === 'redis') ?? assert.fail();
    Object.assign(redis, { replicas: redis.replicas.map((replica) => ({ ...replica, state: 'exited', exitCode: 1 })) });
    const cause = first(only('failing-health', { ...seen, service: { ...seen.service, origin } }), 'dependency-away');
    assert.deepEqual([cause.service, cause.certainty, cause.evidence[0]?.said], ['redis', 'certain', said]);
  });

  it('says nothing of a health check that could not be looked at', () => {
    const seen = observations([sick('HTTP 500')], { containers: fail({ reason: 'timed-out' }) });
    assert.deepEqual(diagnose(seen).causes, []);
  });
});
