import type { DatabaseLimit } from '../scaling/connections/databaseLimit.js';

/** What a PostgreSQL said when it was asked for its connections. */
export type DatabaseSeen =
  | { readonly answers: true; readonly limit: DatabaseLimit }
  /** It let nobody in any more: its own words, one line, bounded, hostile. */
  | { readonly answers: false; readonly said: string };

/** A statement that runs. Text in it is hostile. */
export interface Statement {
  readonly pid: number;
  /** Since it began, ms. */
  readonly ageMs: number;
  /** Without the values in it, which are nobody's business. */
  readonly text: string;
  /** Who runs it, as its connection says; empty where it does not. */
  readonly by: string;
  /** Sessions (pids) that hold what it waits for. */
  readonly blockedBy: readonly number[];
}

/** A session that began a transaction and does nothing with it. */
export interface IdleTransaction {
  readonly pid: number;
  /** Since it began, ms. */
  readonly ageMs: number;
  readonly by: string;
}

/** What runs in a database at one moment, the asker left out. */
export interface DatabaseActivity {
  /** Connections of clients, by PostgreSQL's word for their state. */
  readonly active: number;
  readonly idle: number;
  readonly idleInTransaction: number;
  /** The oldest few of those that run, oldest first. */
  readonly statements: readonly Statement[];
  /** The oldest few. */
  readonly idleTransactions: readonly IdleTransaction[];
}
