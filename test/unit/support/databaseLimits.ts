import type { DatabaseLimit, SettingsFiles } from '../../../src/core/scaling/connections/databaseLimit.js';
import type { LimitGround } from '../../../src/core/scaling/connections/limitProblem.js';

const mebibyte = 1024 ** 2;

export const databaseLimit = (changes: Partial<DatabaseLimit> = {}): DatabaseLimit => ({
  limit: 100,
  source: 'configuration file',
  isSuperuser: true,
  isAlterable: true,
  isStandby: false,
  followers: 0,
  open: 12,
  foreign: 0,
  reserved: 3,
  sharedBuffersBytes: 128 * mebibyte,
  dataFolder: '/data',
  ...changes,
});

export const settingsFiles = (changes: Partial<SettingsFiles> = {}): SettingsFiles => ({
  written: 100,
  beneath: 100,
  unreadable: 0,
  waiting: [],
  ...changes,
});

/** A database with a limit of 100, 12 open connections and 8 GiB, whose limit can be changed. */
export const limitGround = (now: Partial<DatabaseLimit> = {}, files: Partial<SettingsFiles> = {}): LimitGround => ({
  now: databaseLimit(now),
  files: settingsFiles(files),
  user: 'schedgen',
  memoryBytes: 8192 * mebibyte,
});
