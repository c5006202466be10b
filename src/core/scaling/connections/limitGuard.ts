import type { ConnectionsNeed } from './connectionsNeeded.js';
import type { LimitProblem } from './limitProblem.js';

/** What a plan does to the limit of a database's connections, or why it leaves it. */
export type LimitGuard =
  /** Everybody who is connected is cut off once. */
  | {
      readonly guard: 'database-limit';
      readonly verdict: 'warn';
      readonly finding: 'restart';
      readonly title: string;
      readonly from: number;
      readonly to: number;
      readonly open: number;
      /** How the limit comes about; undefined where a person named it. */
      readonly need: ConnectionsNeed | undefined;
    }
  /** The database does not run, and its settings from before an interrupted change are put back; nothing else is done. */
  | {
      readonly guard: 'database-limit';
      readonly verdict: 'warn';
      readonly finding: 'put-back';
      readonly title: string;
      /** What it was being given. */
      readonly from: number;
      readonly to: number;
      /** The database's Compose name. */
      readonly service?: string | undefined;
    }
  /** Blocks where the limit was asked for; where only the counts need it, the guard of their connections says what comes of that. */
  | {
      readonly guard: 'database-limit';
      readonly verdict: 'warn' | 'block';
      readonly finding: 'refused';
      readonly to: number;
      readonly problem: LimitProblem;
      /** The database's Compose name. */
      readonly service?: string | undefined;
    }
  /** What the limit is cannot be told, so that the raise which the counts may need would be left out. */
  | {
      readonly guard: 'database-limit';
      readonly verdict: 'block';
      readonly finding: 'unknown';
      readonly need: ConnectionsNeed;
      readonly problem: LimitProblem;
      readonly service?: string | undefined;
    };
