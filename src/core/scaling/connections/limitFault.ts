import type { LimitProblem } from './limitProblem.js';

/** What went wrong while a database was given another limit. Text in it is of engines and databases: hostile. */
export type LimitFault =
  /** Nothing was changed, because it stood in the way. */
  | { readonly fault: 'not-begun'; readonly problem: LimitProblem }
  | { readonly fault: 'changed-meanwhile'; readonly limit: number; readonly from: number }
  /** The settings file could not be kept for the way back. */
  | { readonly fault: 'no-copy'; readonly detail: string }
  /** The settings from before could not be read or put in place, so that nothing was started. */
  | { readonly fault: 'not-put-back'; readonly detail: string }
  /** The database refused the statement, or did not write down what it was told. */
  | { readonly fault: 'not-written'; readonly to: number; readonly detail: string }
  | { readonly fault: 'not-restarted'; readonly detail: string }
  | { readonly fault: 'not-back'; readonly to: number; readonly state: string; readonly lastLog: string }
  | { readonly fault: 'other-limit'; readonly to: number; readonly limit: number }
  /** It has the limit, and these services (titles), which use it, did not become ready again. */
  | {
      readonly fault: 'clients-away';
      readonly to: number;
      readonly titles: readonly string[];
      readonly waitedMs: number;
    };
