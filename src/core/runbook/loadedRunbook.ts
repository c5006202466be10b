import type { Runbook } from './runbook.js';

/** A runbook that was read from a file. */
export interface LoadedRunbook {
  readonly runbook: Runbook;
  /** Absolute path of the folder that the file lies in; `/` or `\` between its parts. */
  readonly folder: string;
  /** The folder of the Compose project that it is for, where that is not its own. */
  readonly project?: string;
}
