import type { ChecklistSource, CommandEnd, RunSubject, Seen } from './run.js';

/** One line of the journal on a run of a checklist, at a moment (wall time, ms). */
export type RunEvent = { readonly run: string; readonly at: number } & (
  | {
      readonly event: 'run-begun';
      readonly name: string;
      readonly source: ChecklistSource;
      readonly subject: RunSubject;
      readonly by: string;
      readonly countsBefore: Readonly<Record<string, number>>;
    }
  /** Another target, or the operation that was begun from it. */
  | { readonly event: 'run-subject'; readonly subject: RunSubject }
  /** A machine saw something else than before; it ticks where it passes, and unticks where it does not. */
  | { readonly event: 'item-seen'; readonly item: string; readonly seen: Omit<Seen, 'at'> }
  | { readonly event: 'item-ticked'; readonly item: string; readonly by: string; readonly reason: string | undefined }
  | { readonly event: 'item-unticked'; readonly item: string; readonly by: string }
  /** A person says that it is not so, whatever a machine sees. */
  | { readonly event: 'item-denied'; readonly item: string; readonly by: string; readonly reason: string }
  /** That is taken back. */
  | { readonly event: 'item-undenied'; readonly item: string; readonly by: string }
  | { readonly event: 'item-note'; readonly item: string; readonly by: string; readonly text: string }
  | { readonly event: 'stage-closed'; readonly stage: string; readonly by: string }
  | { readonly event: 'stage-opened'; readonly stage: string; readonly by: string }
  /** Their webhook has taken a message that it is about to begin, or has begun. */
  | { readonly event: 'team-told'; readonly by: string }
  /** It has taken one on how it ended. */
  | { readonly event: 'team-told-end'; readonly by: string }
  | { readonly event: 'command-begun'; readonly fence: string; readonly text: string; readonly by: string }
  | { readonly event: 'command-ended'; readonly fence: string; readonly end: Omit<CommandEnd, 'at'> }
  | { readonly event: 'run-ended'; readonly by: string }
);
