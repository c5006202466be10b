import assert from 'node:assert/strict';
import { alterLimitCall, psqlAnswer, psqlCall } from '../../../src/core/policy/psql.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { readStatements, statementsCall } from '../../../src/core/diagnosis/reading/statementsQuestion.js';
import { connectionMetrics } from '../../../src/core/runbook/connectionMetrics.js';
import { filesCall, limitCall, readFiles, readLimit } from '../../../src/core/scaling/connections/limitQuestions.js';
import { Database } from '../../../src/demo/stack/database.js';
import { demoRunbook } from '../../../src/demo/stack/demoRunbook.js';

const pools = { open: 100, inUse: 12.4 };

describe('the database of the demo', () => {
  const { postgres } = bundledRunbook;
  assert.ok(postgres);
  const ask = (database: Database, query: string): number | undefined => {
    const call = psqlCall(postgres, query);
    assert.ok(call, query);
    return psqlAnswer(database.psql(call.command, pools)).value;
  };
  const alter = (database: Database, limit: number) =>
    database.psql(['psql', '-U', 'schedgen', '-c', `ALTER SYSTEM SET max_connections = ${limit};`], pools);

  it('answers every statement of the bundled runbook with a number', () => {
    const metrics = [...bundledRunbook.metrics, ...connectionMetrics(bundledRunbook)];
    const queries = metrics.flatMap(({ sources }) =>
      sources.flatMap((source) => (source.from === 'postgres' ? [source.query] : [])),
    );
    assert.deepEqual(
      queries.map((query) => ask(new Database(), query)),
      [12, 100, 0],
    );
  });

  it('takes a new limit, and has it after a restart only', () => {
    const database = new Database();
    assert.equal(alter(database, 250).exitCode, 0);
    assert.equal(ask(database, 'SHOW max_connections'), 100);
    database.restarted();
    assert.equal(ask(database, 'SHOW max_connections'), 250);
    assert.notEqual(alter(database, 0).exitCode, 0);
  });

  it('answers what is asked before its limit changes, and keeps the file of its settings', () => {
    const database = new Database();
    const run = (call: ReturnType<typeof limitCall>): string => (call ? database.psql(call.command, pools).stdout : '');
    const now = readLimit(run(limitCall(postgres)));
    assert.deepEqual([now?.limit, now?.open, now?.reserved, now?.isSuperuser], [100, 100, 3, true]);
    const before = database.autoConf;
    run(alterLimitCall(postgres, 550));
    const files = readFiles(run(filesCall(postgres)));
    assert.deepEqual([files?.written, files?.beneath], [550, 100]);
    assert.match(database.autoConf, /^max_connections = '550'$/m);
    database.autoConf = before;
    assert.equal(readFiles(run(filesCall(postgres)))?.written, 100);
    run(alterLimitCall(postgres, 550));
    run(alterLimitCall(postgres, undefined));
    database.restarted();
    assert.equal(readLimit(run(limitCall(postgres)))?.limit, 100);
  });

  it('tells what its sessions are at, as a diagnosis asks it', () => {
    const call = statementsCall(postgres);
    assert.ok(call);
    const seen = readStatements(new Database().psql(call.command, pools).stdout);
    assert.deepEqual([seen?.active, seen?.idle, seen?.idleInTransaction], [12, 88, 0]);
    assert.deepEqual([seen?.statements.length, seen?.idleTransactions], [5, []]);
    assert.match(seen?.statements[0]?.text ?? '', /^SELECT room, .* = \? ORDER/);
  });

  it('says that it does not know a statement, and writes tables for people', () => {
    const unknown = new Database().psql(['psql', '-c', 'DROP TABLE jobs'], pools);
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.stderr, /^ERROR: .*only what its runbook asks: DROP TABLE jobs/);
    const shown = new Database().psql(['psql', '-c', 'SHOW max_connections;'], pools);
    assert.equal(shown.stdout, ' max_connections \n-----------------\n 100\n(1 row)\n\n');
  });
});

describe('the runbook of the demo', () => {
  const runbook = demoRunbook('http://127.0.0.1:4711');

  it('is the bundled one at the addresses of the demo, with none left of this machine', () => {
    const text = JSON.stringify(runbook);
    assert.doesNotMatch(text, /localhost/);
    assert.deepEqual(
      [runbook.services[1]?.healthUrls, runbook.prometheus?.url],
      [['http://127.0.0.1:4711/backend/health'], 'http://127.0.0.1:4711/prometheus'],
    );
    const strip = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replaceAll(/"http:[^"]*"/g, '""')) as unknown;
    const { services, balancer, flows } = runbook.verification;
    assert.equal(services['backend']?.insideUrl, 'http://127.0.0.1:3001/health', 'asked in the replica');
    assert.equal(balancer?.url, 'http://127.0.0.1:4711/traefik');
    assert.ok(flows.every(({ steps }) => steps.every(({ url }) => url.startsWith('http://127.0.0.1:4711/'))));
    const bundled = { ...bundledRunbook, dashboards: [] };
    const verification = { ...bundledRunbook.verification, grafanaUrl: undefined };
    assert.deepEqual(strip(runbook), strip({ ...bundled, verification }));
  });
});
