/** What a PostgreSQL says of its limit of connections, at one moment. Text in it is hostile. */
export interface DatabaseLimit {
  /** In force now. */
  readonly limit: number;
  /** Where it comes from, in PostgreSQL's own words, such as `configuration file` or `command line`. */
  readonly source: string;
  /** The user that was asked as is a superuser. */
  readonly isSuperuser: boolean;
  /** False where the server's own configuration forbids `ALTER SYSTEM`. */
  readonly isAlterable: boolean;
  /** It follows another server, or others follow it: their limits are bound to one another. */
  readonly isStandby: boolean;
  readonly followers: number;
  /** Connections of clients, the asking one left out, and of these the ones that no pool of the runbook accounts for. */
  readonly open: number;
  readonly foreign: number;
  /** Kept for administrators. The limit has to be above it, or the server does not start. */
  readonly reserved: number;
  readonly sharedBuffersBytes: number;
  /** Where the cluster lies in the container; undefined for those who may not know. */
  readonly dataFolder: string | undefined;
}

/** What the settings files say, read anew, whatever is in force: what a restart would bring. */
export interface SettingsFiles {
  /** The limit after a restart; undefined where no file says one. */
  readonly written: number | undefined;
  /** The same without what `ALTER SYSTEM` wrote. */
  readonly beneath: number | undefined;
  /** Lines that the server cannot read: it would not start with them. */
  readonly unreadable: number;
  /** Other settings that a restart would change, or that it would fail over. */
  readonly waiting: readonly string[];
}
