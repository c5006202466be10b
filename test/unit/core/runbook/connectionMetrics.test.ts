import assert from 'node:assert/strict';
import { psqlCall } from '../../../../src/core/policy/psql.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import {
  connectionLimit,
  connectionMetrics,
  foreignConnections,
  foreignQuery,
} from '../../../../src/core/runbook/connectionMetrics.js';
import type { Runbook } from '../../../../src/core/runbook/runbook.js';

const withPools = (pools: Readonly<Record<string, number | undefined>>): Runbook => ({
  ...bundledRunbook,
  services: bundledRunbook.services.map((service) => ({ ...service, connectionsPerReplica: pools[service.name] })),
});

describe('what the connection guard has to know', () => {
  it('is read of the services that open connections, and of no other', () => {
    const [limit, foreign, ...more] = connectionMetrics(withPools({ backend: 50, 'pdf-worker': 2 }));
    assert.deepEqual([limit?.id, foreign?.id, more], [connectionLimit, foreignConnections, []]);
    for (const metric of [limit, foreign]) {
      assert.deepEqual(metric?.services, ['backend', 'pdf-worker']);
      assert.deepEqual(
        metric?.sources.map((source) => [source.from, 'scale' in source && source.scale]),
        [['postgres', 1]],
      );
    }
  });

  it('is asked by statements that may be sent', () => {
    const { postgres } = bundledRunbook;
    assert.ok(postgres);
    for (const { sources } of connectionMetrics(bundledRunbook))
      for (const source of sources) assert.ok(source.from === 'postgres' && psqlCall(postgres, source.query));
  });

  it('counts who is at no address of a known client, where all of those are known', () => {
    const { postgres } = bundledRunbook;
    assert.ok(postgres);
    const query = foreignQuery(['172.18.0.5', 'fd00::5']);
    assert.ok(psqlCall(postgres, query));
    assert.match(query, /AND \(datname IS DISTINCT FROM current_database\(\) OR \(client_addr IS NOT NULL AND /);
    assert.match(query, /client_addr <> ALL \('\{172\.18\.0\.5,fd00::5\}'::inet\[\]\)\)\)$/);
    assert.match(foreignQuery([]), /ALL \('\{\}'::inet\[\]\)/, 'no client runs: whoever is there is another');
    for (const unknown of [undefined, ['172.18.0.5', "1'; DROP TABLE jobs --"], ['']])
      assert.match(foreignQuery(unknown), /AND datname IS DISTINCT FROM current_database\(\)$/);
  });

  it('is a pool of zero connections, too: it was said', () => {
    assert.deepEqual(connectionMetrics(withPools({ backend: 0 }))[0]?.services, ['backend']);
  });

  it('is nothing where no service opens any, or no database is named', () => {
    assert.deepEqual(connectionMetrics(withPools({})), []);
    assert.deepEqual(connectionMetrics({ ...bundledRunbook, postgres: undefined }), []);
  });

  it('takes no id of the bundled metrics, which a rule may look at', () => {
    const ids = new Set(bundledRunbook.metrics.map(({ id }) => id));
    assert.deepEqual([ids.has(connectionLimit), ids.has(foreignConnections)], [false, false]);
  });
});
