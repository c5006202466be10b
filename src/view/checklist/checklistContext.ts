import type { ChecklistRun } from '../../core/checklist/run.js';
import type { TextForRun } from '../../core/checklist/textForRun.js';
import { isDemo } from '../../core/demo/demoContext.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';

/** A run beside its text, who looks at it, and when. */
export interface ChecklistContext extends TextForRun {
  readonly run: ChecklistRun;
  /** What commands that run have written up to now, by the id of the fence. */
  readonly outputs: ReadonlyMap<string, string>;
  /** Whether this window runs a command, by the id of the fence: of one that it does not, no end will come. */
  readonly runs: (fence: string) => boolean;
  readonly now: number;
  readonly zone: Zone;
  /** As in the journal. */
  readonly user: string;
  /** Whether this window may run commands. */
  readonly isTrusted: boolean;
  /** The Docker context in use, where it is another one than the run's. */
  readonly elsewhere: string | undefined;
}

/** Whether commands of the run can be run at all: not of one that has ended, nor of the demo, which no command line reaches. */
export const mayRunCommands = ({ run, isTrusted, elsewhere }: ChecklistContext): boolean =>
  isTrusted && run.endedAt === undefined && elsewhere === undefined && !isDemo({ name: run.subject.context });
