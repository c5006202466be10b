import assert from 'node:assert/strict';
import { diagnose } from '../../../../../src/core/diagnosis/diagnose.js';
import { fail, ok } from '../../../../../src/util/result.js';
import { databaseLimit } from '../../../support/databaseLimits.js';
import { observations, probe, teamReplica, type SeenReplica } from '../../../support/observations.js';
import { now } from '../../../support/stacks.js';
import { first, only, remedies, shows, well } from './only.js';

describe('connections that are used up', () => {
  const full = ok({ answers: true, limit: databaseLimit({ open: 97 }) } as const);

  it('comes with the arithmetic and its three ways out', () => {
    const cause = first(
      only('connections-exhausted', observations(well('backend', 3), { database: full })),
      'server-full',
    );
    assert.deepEqual(
      [cause.certainty, cause.limit, cause.open, cause.reserved, cause.clients, cause.perReplica],
      ['certain', 100, 97, 3, 3, 50],
    );
    assert.deepEqual(cause.remedies, [
      { remedy: 'raise-connections', to: 200, replicas: 3, perReplica: 50, rest: 50 },
      { remedy: 'scale', service: 'backend', title: 'Backend', from: 3, to: 1 },
      { remedy: 'smaller-pool', from: 50, to: 32 },
      { remedy: 'open-logs', service: 'backend', title: 'Backend' },
    ]);
    assert.deepEqual(
      cause.evidence.map(({ shows: kind, value, bound }) => [kind, value, bound]),
      [
        ['connections-open', 97, 97],
        ['connections-wanted', 150, 100],
      ],
    );
  });

  it('is certain where the database lets nobody in any more', () => {
    const database = ok({ answers: false, said: 'FATAL: sorry, too many clients already' } as const);
    const cause = first(only('connections-exhausted', observations(well('backend', 3), { database })), 'server-full');
    assert.deepEqual([cause.limit, cause.certainty, shows(cause)], [undefined, 'certain', ['database-said']]);
    assert.equal(remedies(cause)[0], 'raise-connections');
  });

  it('is likely where only a log tells of it', () => {
    const log = ['FATAL: remaining connection slots are reserved for non-replication superuser connections'];
    const database = fail({ reason: 'timed-out' } as const);
    const [cause] = only('connections-exhausted', observations(well('backend', 1, { log }), { database }));
    assert.deepEqual([cause?.cause, cause?.certainty], ['server-full', 'likely']);
  });

  it('is no cause where the database has room, whatever a log still tells of before', () => {
    const log = ['FATAL: sorry, too many clients already'];
    const open = [12, 96].map((each) => ok({ answers: true, limit: databaseLimit({ open: each }) } as const));
    for (const database of open)
      assert.deepEqual(diagnose(observations(well('backend', 1, { log }), { database })).causes, []);
  });

  it('explains the backends that are unhealthy for it', () => {
    const sick: SeenReplica = {
      record: teamReplica('backend', 2, { health: 'unhealthy', startedAt: now - 3_600_000 }),
      details: { failingStreak: 4, probes: [probe(22, 'error: 503')] },
    };
    only('connections-exhausted', observations([...well('backend', 1), sick], { database: full }));
  });

  it('tells a pool that is exhausted from a server that is full', () => {
    const log = ['Error: Connection pool exhausted'];
    const cause = first(only('connections-exhausted', observations(well('backend', 2, { log }))), 'pool-full');
    assert.deepEqual([cause.perReplica, cause.certainty], [50, 'likely']);
  });

  it('is told of for the database itself, and for others only where nothing else is found', () => {
    const of = (service: string) => observations(well(service, 1), { database: full });
    assert.equal(first(only('connections-exhausted', of('postgres')), 'server-full').clients, 1);
    only('connections-exhausted', of('pdf-worker'));
  });
});
