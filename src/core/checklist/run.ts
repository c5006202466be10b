/** A checklist that somebody works through: ticks belong to it, not to the file. */
export interface ChecklistRun {
  readonly id: string;
  /** What people call it, such as `Scale PDF Worker 3 → 10`. Hostile. */
  readonly name: string;
  readonly source: ChecklistSource;
  readonly subject: RunSubject;
  readonly by: string;
  /** Wall time, ms. */
  readonly startedAt: number;
  /** Undefined while it is worked through. */
  readonly endedAt: number | undefined;
  /** Replicas of each service of the stack when it began, by Compose name. */
  readonly countsBefore: Readonly<Record<string, number>>;
  /** By the id of a task; none for one that nobody and nothing has touched. */
  readonly items: ReadonlyMap<string, ItemState>;
  /** Ids of headings whose stage was closed, with when and by whom: what a machine ticked there stays as it was. */
  readonly closed: ReadonlyMap<string, { readonly at: number; readonly by: string }>;
  /** When the team was told from it that it is about to begin, or has begun; undefined where it was not. */
  readonly teamToldAt: number | undefined;
  /** When it was told from it how it ended; undefined where it was not. */
  readonly teamToldEndAt: number | undefined;
  /** In their order. */
  readonly commands: readonly CommandRun[];
}

/** Where its text comes from. */
export type ChecklistSource =
  | { readonly from: 'bundled' }
  /** A file by its URI. */
  | { readonly from: 'file'; readonly uri: string };

/** What it is about. `{{service}}` and the like are filled from here. */
export interface RunSubject {
  readonly context: string;
  /** Its id; empty for a checklist of no stack. */
  readonly stackId: string;
  readonly stack: string;
  /** Compose name; empty for the whole stack. */
  readonly service: string;
  readonly from: number | undefined;
  readonly target: number | undefined;
  /** The operation that it was begun from, or that was begun from it last. */
  readonly operation: string | undefined;
}

export interface ItemState {
  /** A tick of a machine, of a person, or none. */
  readonly mark: Mark | undefined;
  /** A person says that it is not so, whatever a machine sees: as long as it stands, nothing is ticked. */
  readonly denial: Denial | undefined;
  /** What a machine saw last, whether it ticks or not. */
  readonly seen: Seen | undefined;
  readonly notes: readonly { readonly at: number; readonly by: string; readonly text: string }[];
}

/** `reason` is why a person says so against what a machine sees; undefined where there was nothing to say it against. */
export type Mark =
  | { readonly by: 'machine'; readonly at: number }
  | { readonly by: 'person'; readonly who: string; readonly at: number; readonly reason: string | undefined };

/** Why a person says that something is not so. */
export interface Denial {
  readonly who: string;
  readonly at: number;
  readonly reason: string;
}

/** `not-yet`: it is still to come, such as the health of replicas that start. */
export type SeenVerdict = 'pass' | 'fail' | 'unknown' | 'not-yet' | 'not-needed';

/** What a machine saw, in words that were made then. */
export interface Seen {
  readonly verdict: SeenVerdict;
  readonly evidence: string;
  readonly at: number;
}

/** A command of the checklist that was run. Its output is hostile and bounded. */
export interface CommandRun {
  /** Of the fence. */
  readonly fence: string;
  /** As it was run, placeholders filled. */
  readonly text: string;
  readonly by: string;
  readonly startedAt: number;
  /** Undefined while it runs, and where nobody saw its end. */
  readonly ended: CommandEnd | undefined;
}

export interface CommandEnd {
  readonly at: number;
  /** Undefined where it was cancelled, could not begin, or went to a terminal. */
  readonly exitCode: number | undefined;
  readonly how: 'ended' | 'cancelled' | 'failed' | 'in-terminal';
  readonly output: string;
}
