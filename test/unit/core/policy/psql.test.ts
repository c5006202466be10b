import assert from 'node:assert/strict';
import fc from 'fast-check';
import { alterLimitCall, psqlAnswer, psqlCall } from '../../../../src/core/policy/psql.js';

const server = { user: 'schedgen', database: 'schedgen' };
const answer = (stdout: string, exitCode = 0, stderr = '') => psqlAnswer({ exitCode, stdout, stderr });

describe('psql in the container of a database', () => {
  it('is run read-only, bounded in time, and without a question of its own', () => {
    const query = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'schedgen'";
    const call = psqlCall(server, query);
    assert.equal(
      call?.command.join(' '),
      `psql --no-password -X -A -t -q -v ON_ERROR_STOP=1 -U schedgen -d schedgen -c ${query}`,
    );
    assert.deepEqual(call?.env, {
      PGOPTIONS: '-c default_transaction_read_only=on -c statement_timeout=4000',
      PGCONNECT_TIMEOUT: '3',
    });
  });

  it('is given statements that ask, as they are, and nothing else', () => {
    for (const asks of [
      'select 1',
      '  \n(SELECT 1)',
      'SHOW max_connections;',
      'with a as (select 1) table a',
      'VALUES (1)',
    ])
      assert.equal(psqlCall(server, asks)?.command.at(-1), asks);
    for (const no of [
      '',
      '\\! reboot',
      ' \\copy a to b',
      'DELETE FROM jobs',
      'selected',
      '-- x',
      'DO $$ $$',
      'EXPLAIN SELECT 1',
    ])
      assert.equal(psqlCall(server, no), undefined, no);
  });

  it('changes the limit of connections by one statement made of a whole number, and nothing else', () => {
    const statement = (limit: number | undefined): string | undefined => alterLimitCall(server, limit)?.command.at(-1);
    assert.equal(statement(550), 'ALTER SYSTEM SET max_connections = 550');
    assert.equal(statement(undefined), 'ALTER SYSTEM RESET max_connections');
    assert.deepEqual(alterLimitCall(server, 550)?.env, {
      PGOPTIONS: '-c statement_timeout=4000',
      PGCONNECT_TIMEOUT: '3',
    });
    for (const none of [0, -1, 1.5, NaN, Infinity, 262_144, '5; DROP TABLE jobs' as unknown as number])
      assert.equal(alterLimitCall(server, none), undefined, String(none));
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.string()), (limit) => {
        const made = statement(limit as number);
        assert.ok(made === undefined || /^ALTER SYSTEM SET max_connections = [1-9]\d{0,5}$/.test(made), made);
      }),
    );
  });

  it('gives the first row and column, where it is a number', () => {
    const numbers: Readonly<Record<string, number>> = {
      '41\n': 41,
      '41': 41,
      '41|12\n': 41,
      '41\n12\n': 41,
      '-2.5\r\n': -2.5,
      '0\n': 0,
      '1.5e3\n': 1500,
    };
    for (const [stdout, value] of Object.entries(numbers)) assert.deepEqual(answer(stdout), { value }, stdout);
  });

  it('gives nothing where there is none, and never zero for it', () => {
    for (const empty of ['', '\n', '|5\n', '  \n5\n']) {
      const found = answer(empty);
      assert.ok(found.value === undefined);
      assert.match(found.problem, /gives nothing/);
    }
    for (const other of ['NaN\n', 'Infinity\n', 't\n', '0x10\n', '1e999\n', '5 jobs\n', '1,000\n', '.5.\n', 'null\n']) {
      const found = answer(other);
      assert.ok(found.value === undefined, other);
      assert.match(found.problem, /no number/);
    }
  });

  it('says what went wrong in its own first words, made short', () => {
    assert.deepEqual(answer('41\n', 1, '\nERROR:  no such table\nLINE 1: …'), {
      value: undefined,
      why: 'no-figure',
      problem: 'ERROR:  no such table',
    });
    assert.deepEqual(answer('', 2, 'FATAL:  too many clients'), {
      value: undefined,
      why: 'unreachable',
      problem: 'FATAL:  too many clients',
    });
    const long = answer('', 1, 'x'.repeat(5000));
    assert.ok(long.value === undefined && long.problem.length === 301);
    for (const exitCode of [126, 127]) {
      const found = answer('OCI runtime exec failed', exitCode);
      assert.deepEqual(found, { value: undefined, why: 'unreachable', problem: 'its container has no psql' });
    }
    const silent = answer('5\n', 137);
    assert.equal(silent.value === undefined && silent.problem, 'psql ended with 137');
  });

  it('reads back every number that PostgreSQL prints, and no output makes it throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true })), (value) => {
        assert.deepEqual(answer(`${value}\n`), { value: Number(String(value)) });
      }),
    );
    fc.assert(fc.property(fc.string(), fc.integer(), fc.string(), (out, code, err) => void answer(out, code, err)));
  });
});
