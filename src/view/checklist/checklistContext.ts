import type { ChecklistDocument, Fence, Task } from '../../core/checklist/document.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';

/** A stage of a checklist: a heading, and the tasks under it in their order. */
export interface StageTasks {
  /** Of its heading; empty for tasks that stand under none. */
  readonly id: string;
  readonly title: string;
  readonly tasks: readonly Task[];
}

/** What is known of a command before it is run. */
export interface FenceFacts {
  readonly fence: Fence;
  /** Something that a shell or a terminal can run, as against an example or a file. */
  readonly isCommand: boolean;
  /** Placeholders filled. */
  readonly text: string;
  /** Placeholders that the run has nothing for. */
  readonly missing: readonly string[];
  /** What of it cannot be undone, in words; empty where nothing is. */
  readonly danger: string;
  /** What Scalebook does instead, and why that is better. */
  readonly instead: { readonly title: string; readonly why: string } | undefined;
}

/** A run beside its text, who looks at it, and when. */
export interface ChecklistContext {
  readonly document: ChecklistDocument;
  readonly run: ChecklistRun;
  readonly stages: readonly StageTasks[];
  readonly fences: readonly FenceFacts[];
  readonly now: number;
  readonly zone: Zone;
  /** As in the journal. */
  readonly user: string;
  /** Whether this window may run commands. */
  readonly isTrusted: boolean;
  /** The Docker context in use, where it is another one than the run's. */
  readonly elsewhere: string | undefined;
}
