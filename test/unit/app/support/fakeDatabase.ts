import type { FakeConnection } from './fakeConnection.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { bytesOf, readOneFile, writeOneFile } from '../../../../src/core/tar/oneFile.js';
import { databaseLimit, settingsFiles } from '../../support/databaseLimits.js';
import type { DatabaseLimit } from '../../../../src/core/scaling/connections/databaseLimit.js';

const settings = '/data/postgresql.auto.conf';

const limitIn = (content: Uint8Array = new Uint8Array()): number | undefined => {
  const limit = /max_connections = '(\d+)'/.exec(new TextDecoder().decode(content))?.[1];
  return limit === undefined ? undefined : Number(limit);
};

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
  hasRm = true;

  constructor(
    private readonly connection: FakeConnection,
    private readonly record: ContainerRecord,
  ) {
    connection.onExec = (command) => this.answer(command);
    connection.onRestart = () => this.start();
    connection.onPut = (_id, folder, archive) => {
      const file = readOneFile(archive);
      if (file) connection.files.set(`${folder}/${file.name}`, archive);
      if (`${folder}/${file?.name}` === settings) this.altered = limitIn(file?.content);
    };
    this.keep();
  }

  private keep(): void {
    const text = this.altered === undefined ? '' : `max_connections = '${this.altered}'\n`;
    const file = { name: 'postgresql.auto.conf', mode: 0o600, uid: 70, gid: 70, changedAt: 1_700_000_000 };
    this.connection.files.set(settings, writeOneFile({ ...file, content: bytesOf(text) }) ?? new Uint8Array());
  }

  start(): void {
    const written = this.altered ?? this.beneath;
    const starts = written <= this.startsUpTo;
    if (starts) this.limit = written;
    const changes = starts ? { state: 'running' as const } : { state: 'exited' as const, exitCode: 1 };
    this.connection.containers.set(this.record.containerId, { ...this.record, ...changes });
  }

  /** Where the settings from before are kept, or undefined. */
  get kept(): string | undefined {
    const tar = this.connection.files.get(`${settings}.scalebook`);
    const file = tar && readOneFile(tar);
    return file && new TextDecoder().decode(file.content);
  }

  private answer(command: readonly string[]): { exitCode: number; stdout: string; stderr: string } {
    const statement = command.at(-1) ?? '';
    const said = (stdout: object) => ({ exitCode: 0, stdout: JSON.stringify(stdout), stderr: '' });
    if (this.connection.containers.get(this.record.containerId)?.state !== 'running')
      return { exitCode: 2, stdout: '', stderr: 'it does not run' };
    if (command[0] === 'rm') {
      if (!this.hasRm) return { exitCode: 127, stdout: '', stderr: '' };
      this.connection.files.delete(statement);
      return { exitCode: 0, stdout: '', stderr: '' };
    }
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
