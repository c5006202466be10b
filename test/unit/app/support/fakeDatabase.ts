import type { FakeConnection } from './fakeConnection.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { databaseLimit, settingsFiles } from '../../support/databaseLimits.js';
import type { DatabaseLimit } from '../../../../src/core/scaling/connections/databaseLimit.js';

/** A PostgreSQL behind a fake connection: settings files, a limit in force, and a start that some limits do not survive. */
export class FakeDatabase {
  /** In force. */
  limit = 100;
  /** What `ALTER SYSTEM` wrote. */
  altered: number | undefined;
  beneath = 100;
  startsUpTo = 10_000;
  more: Partial<DatabaseLimit> = {};
  /** Statements that change something, in order. */
  readonly statements: string[] = [];
  refuses = false;

  constructor(
    private readonly connection: FakeConnection,
    private readonly record: ContainerRecord,
  ) {
    connection.onExec = (command) => this.answer(command.at(-1) ?? '');
    connection.onRestart = () => this.start();
    connection.onPut = (_id, _folder, archive) => {
      const text = new TextDecoder().decode(archive);
      this.altered = text === '' ? undefined : Number(text);
    };
    this.keep();
  }

  private keep(): void {
    const text = this.altered === undefined ? '' : String(this.altered);
    this.connection.files.set('/data/postgresql.auto.conf', new TextEncoder().encode(text));
  }

  start(): void {
    const written = this.altered ?? this.beneath;
    const starts = written <= this.startsUpTo;
    if (starts) this.limit = written;
    const changes = starts ? { state: 'running' as const } : { state: 'exited' as const, exitCode: 1 };
    this.connection.containers.set(this.record.containerId, { ...this.record, ...changes });
  }

  private answer(statement: string): { exitCode: number; stdout: string; stderr: string } {
    const said = (stdout: object) => ({ exitCode: 0, stdout: JSON.stringify(stdout), stderr: '' });
    if (this.connection.containers.get(this.record.containerId)?.state !== 'running')
      return { exitCode: 2, stdout: '', stderr: 'it does not run' };
    if (statement.includes('pg_file_settings')) {
      const { unreadable, waiting } = settingsFiles();
      return said({
        written: String(this.altered ?? this.beneath),
        beneath: String(this.beneath),
        unreadable,
        waiting,
      });
    }
    if (statement.startsWith('SELECT')) return said(databaseLimit({ limit: this.limit, ...this.more }));
    this.statements.push(statement);
    if (this.refuses) return { exitCode: 1, stdout: '', stderr: 'ERROR:  no room on the disk\nmore' };
    const limit = /^ALTER SYSTEM SET max_connections = (\d+)$/.exec(statement)?.[1];
    this.altered = limit === undefined ? undefined : Number(limit);
    this.keep();
    return { exitCode: 0, stdout: '', stderr: '' };
  }
}
