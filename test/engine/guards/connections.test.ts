import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineConnection } from '../../../src/app/ports.js';
import { parseRunbook } from '../../../src/core/runbook/file/parseRunbook.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { ensureStackImage, STACK_IMAGE } from '../../stack/stackImage.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { connectToEngine, until } from '../support/connection.js';
import { GuardedProject } from './guardedProject.js';

const runbook = parseRunbook(`
services:
  backend: { title: Backend, min: 1, max: 20, connectionsPerReplica: 50 }
  postgres: { max: 1 }
postgres: { service: postgres, user: schedgen, database: schedgen, reserved: 3, buffer: 50 }
`);

describe('the guard of database connections', function () {
  this.timeout(120_000);
  let connection: EngineConnection;
  let project: ComposeProject;
  let guarded: GuardedProject;
  const psql = (statement: string): Promise<string> =>
    project.compose(
      'exec',
      '-T',
      'postgres',
      'psql',
      '-X',
      '-A',
      '-t',
      '-U',
      'schedgen',
      '-d',
      'schedgen',
      '-c',
      statement,
    );
  const isUp = async (): Promise<boolean> => {
    try {
      return (await psql('SELECT 1')).trim() === '1';
    } catch {
      return false;
    }
  };
  const guard = async (target: number) =>
    (await guarded.guard('connections', 'backend', target)) ?? assert.fail('none');

  before(async () => {
    assert.deepEqual(runbook.problems, []);
    await ensureStackImage(await ensureDockerEngine(), () => undefined);
    connection = await connectToEngine();
    const withPsql = { image: STACK_IMAGE, pull_policy: 'never', command: IDLE };
    project = await composeProject({
      backend: withPsql,
      exporter: withPsql,
      postgres: {
        image: STACK_IMAGE,
        pull_policy: 'never',
        command: ['/bin/sh', '/stack/servers/postgres.sh'],
        stop_signal: 'SIGINT',
        volumes: ['/var/lib/postgresql/data'],
      },
    });
    await project.compose('up', '--detach', '--quiet-pull');
    guarded = new GuardedProject(project.name, connection, { runbook: runbook.runbook ?? assert.fail() });
    await until('the database is up', isUp, 60_000);
  });
  after(async () => {
    await project.remove();
    connection.dispose();
  });

  it('at 100 connections warns of the second backend and blocks the third', async () => {
    const [second, third] = [await guard(2), await guard(3)];
    assert.ok(second.known && third.known);
    assert.deepEqual([second.verdict, second.limit, second.needed], ['warn', 100, 100]);
    assert.deepEqual([third.verdict, third.needed, third.raiseTo, third.fit], ['block', 150, 200, 2]);
  });

  it('counts connections to other databases of the same server', async () => {
    const other = project.compose(
      'exec',
      '-T',
      'postgres',
      'psql',
      '-X',
      '-U',
      'schedgen',
      '-d',
      'postgres',
      '-c',
      'SELECT pg_sleep(6)',
    );
    await sleep(1500);
    const second = await guard(2);
    await other;
    assert.ok(second.known);
    assert.deepEqual([second.verdict, second.others], ['block', 1]);
  });

  it('counts clients of the same database whose pools nobody knows, and not twice those that are known', async () => {
    const sessionFrom = (service: string): Promise<string> =>
      project.compose(
        ...['exec', '-T', '-e', 'PGPASSWORD=schedgen', service, 'psql', '-X', '-h', 'postgres'],
        ...['-U', 'schedgen', '-d', 'schedgen', '-c', "SELECT 'a session', pg_sleep(60)"],
      );
    const counted = async (): Promise<string> =>
      (await psql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT ''a session''%'")).trim();
    // Ended by the server, once they have been counted.
    const sessions = [sessionFrom('backend'), sessionFrom('exporter')].map((session) => session.catch(() => ''));
    await until('both are there', async () => (await counted()) === '2', 20_000);
    const second = await guard(2);
    await psql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT ''a session''%'");
    await Promise.all(sessions);
    assert.ok(second.known);
    assert.deepEqual([second.verdict, second.others, second.raiseTo], ['block', 1, 150]);
  });

  it('warns where the database does not answer, with the reason', async () => {
    await project.compose('stop', 'postgres');
    const silent = await guard(3);
    assert.deepEqual([silent.verdict, !silent.known && silent.problem], ['warn', 'no replica of postgres runs']);
    await project.compose('start', 'postgres');
    await until('the database is up', isUp, 60_000);
  });

  it('passes once the limit is raised to what it said', async () => {
    const third = await guard(3);
    assert.ok(third.known);
    await psql(`ALTER SYSTEM SET max_connections = ${third.raiseTo}`);
    await project.compose('restart', 'postgres');
    await until('the database is up', isUp, 60_000);
    const raised = await guard(3);
    assert.deepEqual([raised.verdict, raised.known && raised.limit], ['pass', 200]);
  });
});
