import type { DatabaseLimit, SettingsFiles } from './databaseLimit.js';
import { largestInMemory, memoryOfLimit } from './limitMemory.js';

/** PostgreSQL takes more; beyond this a pooler is what is needed. */
export const largestLimit = 10_000;

/** Why a database cannot be given another limit, found before anything is changed. Text in it is hostile. */
export type LimitProblem =
  | { readonly problem: 'no-database' }
  /** What restarts a service there is the Swarm itself. */
  | { readonly problem: 'swarm' }
  /** From an untrusted workspace nothing is run, not even a question. */
  | { readonly problem: 'untrusted' }
  | { readonly problem: 'several-replicas'; readonly replicas: number }
  | { readonly problem: 'not-running'; readonly service: string }
  /** It does not answer, or not with what has to be known: what cannot be read cannot be verified. */
  | { readonly problem: 'cannot-ask'; readonly detail: string }
  /** The limit comes from where no settings file can change it. */
  | { readonly problem: 'overruled'; readonly limit: number; readonly source: string }
  | { readonly problem: 'no-right'; readonly user: string }
  | { readonly problem: 'no-alter-system' }
  | { readonly problem: 'standby' }
  | { readonly problem: 'followed'; readonly followers: number }
  /** A restart would fail, or would bring more than the limit. */
  | { readonly problem: 'unreadable-settings' }
  | { readonly problem: 'others-wait'; readonly settings: readonly string[] }
  | { readonly problem: 'in-use'; readonly open: number; readonly reserved: number }
  | { readonly problem: 'too-many'; readonly largest: number }
  | {
      readonly problem: 'memory';
      readonly neededBytes: number;
      readonly memoryBytes: number;
      /** The highest limit that has room. */
      readonly largest: number;
    };

/** What is known of the database whose limit is to change. */
export interface LimitGround {
  readonly now: DatabaseLimit;
  /** Undefined where the settings files could not be read. */
  readonly files: SettingsFiles | undefined;
  /** Who would change it. */
  readonly user: string;
  /** What the container may use, or all that the engine's machine has. */
  readonly memoryBytes: number;
}

const changeable: readonly string[] = ['default', 'configuration file'];

/** The first thing that stands in the way of this limit; undefined where nothing does. */
export function limitProblem({ now, files, user, memoryBytes }: LimitGround, to: number): LimitProblem | undefined {
  if (!changeable.includes(now.source)) return { problem: 'overruled', limit: now.limit, source: now.source };
  if (!now.isSuperuser) return { problem: 'no-right', user };
  if (!now.isAlterable) return { problem: 'no-alter-system' };
  if (now.isStandby) return { problem: 'standby' };
  if (now.followers > 0) return { problem: 'followed', followers: now.followers };
  if (!files || now.dataFolder === undefined)
    return { problem: 'cannot-ask', detail: 'its settings files cannot be read' };
  if (files.unreadable > 0) return { problem: 'unreadable-settings' };
  if (files.waiting.length > 0) return { problem: 'others-wait', settings: files.waiting };
  if (to < now.open + now.reserved || to <= now.reserved)
    return { problem: 'in-use', open: now.open, reserved: now.reserved };
  if (to > largestLimit) return { problem: 'too-many', largest: largestLimit };
  const neededBytes = memoryOfLimit(to, now.sharedBuffersBytes);
  // A lower limit than the present one needs less, however little there is.
  if (to <= now.limit || neededBytes <= memoryBytes) return undefined;
  const largest = largestInMemory(memoryBytes, now.sharedBuffersBytes);
  return { problem: 'memory', neededBytes, memoryBytes, largest };
}
