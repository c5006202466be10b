import type { DocumentFailure } from '../../core/checklist/documentFailure.js';
import type { ChecklistDocument } from '../../core/checklist/document.js';
import type { Danger } from '../../core/checklist/fence/dangersIn.js';
import type { FenceRefusal } from '../../core/checklist/fence/fenceRefusal.js';
import type { FenceShell } from '../../core/checklist/fence/fenceShell.js';
import type { ChecklistRun, ChecklistSource, CommandEnd, RunSubject } from '../../core/checklist/run.js';
import type { RunEvent } from '../../core/checklist/runEvent.js';
import type { CliEnvironment } from '../../core/connection/cliEnvironment.js';
import type { Disposable } from '../../util/disposable.js';
import type { Result } from '../../util/result.js';

export type { DocumentFailure, FenceRefusal };

/** The texts of checklists, as they are at this moment: of a file that is open and was edited, what the editor has. */
export interface ChecklistDocuments {
  read(source: ChecklistSource): Promise<Result<ChecklistDocument, DocumentFailure>>;
  /** Calls soon after its text has changed, and when it has come or gone. */
  follow(source: ChecklistSource, onChange: () => void): Disposable;
}

/** What people do with runs. Each is kept in the journal before it shows; each rejects where it could not be kept. */
export interface ChecklistRunner {
  /** Ends with the id of the run. */
  begin(name: string, source: ChecklistSource, subject: RunSubject): Promise<string>;
  /** @param reason why, where a machine sees it otherwise */
  tick(run: string, item: string, reason: string | undefined): Promise<void>;
  untick(run: string, item: string): Promise<void>;
  /** A person says that it is not so, whatever a machine sees. */
  deny(run: string, item: string, reason: string): Promise<void>;
  /** Takes that back. */
  undeny(run: string, item: string): Promise<void>;
  addNote(run: string, item: string, text: string): Promise<void>;
  closeStage(run: string, stage: string): Promise<void>;
  openStage(run: string, stage: string): Promise<void>;
  /** The team was told from it: that it begins, or how it ended. */
  teamTold(run: string, what: 'beginning' | 'end'): Promise<void>;
  setTarget(run: string, target: number): Promise<void>;
  end(run: string): Promise<void>;
  /** Looks at what a machine can see, for as long as somebody looks at the run. */
  watch(run: string): Disposable;
}

/** How a command ended. */
export interface FenceEnd extends Omit<CommandEnd, 'at'> {
  /** Why its end could not be written down; not there where it was. */
  readonly notKept?: string;
}

/** How far a section came: `ran` of its commands were begun. */
export interface SectionEnd {
  readonly ran: number;
  readonly of: number;
  /** `done` where all of them ended well; the first that did not, or that could not be written down, ended the section. */
  readonly how: 'done' | 'failed' | 'cancelled' | 'not-kept';
  /** Why something could not be written down; not there where everything was. */
  readonly notKept?: string;
}

/** Runs the commands of checklists, by the ids that the file's fences have now: their text never comes from a page. */
export interface FenceRunner {
  /** @param how `terminal` leaves it to a person there, and ends at once */
  run(run: string, fence: string, how: 'captured' | 'terminal'): Promise<Result<FenceEnd, FenceRefusal>>;
  /**
   * All of a section, captured, one after the other; ends with the first that fails.
   *
   * @param heading its id; empty for what stands before any heading
   */
  runSection(run: string, heading: string): Promise<Result<SectionEnd, FenceRefusal>>;
  /** Whether it runs, begun by this window. */
  isRunning(run: string, fence: string): boolean;
  /** Ends it with all that it has begun. */
  cancel(run: string, fence: string): void;
}

export type CommandEvent = Extract<RunEvent, { readonly event: 'command-begun' | 'command-ended' }>;

/** Hears of commands. */
export interface CommandWitness {
  /** Keeps it; a command is not begun before its beginning is kept. Rejects where that could not be. */
  record(event: CommandEvent): Promise<void>;
  /** What a command has written up to now, plain and bounded; at most four times a second. */
  output(run: string, fence: string, text: string): void;
}

/** What a shell is to run. */
export interface ShellCommand {
  readonly shell: FenceShell;
  readonly text: string;
  /** A path on this machine. */
  readonly folder: string;
  readonly environment: CliEnvironment;
}

/** Shells on this machine. */
export interface Shells {
  /** Whether this machine could have it at all. */
  knows(shell: FenceShell): boolean;
  /**
   * Runs it with nothing to read on stdin. An aborted signal ends it with all that it has begun.
   *
   * @param onOutput hears stdout and stderr as they come
   * @returns the exit code; undefined with why it could not begin, or where it was ended by the signal
   */
  run(
    command: ShellCommand,
    onOutput: (text: string) => void,
    signal: AbortSignal,
  ): Promise<{ readonly exitCode: number | undefined; readonly detail: string | undefined }>;
}

/** What only the editor can say or ask when a checklist's command is to run. */
export interface CommandDesk {
  isTrusted(): boolean;
  /** Where commands of a checklist run: its workspace's folder, or its own. Undefined where that is not on this machine. */
  folderOf(source: ChecklistSource): string | undefined;
  /** Whether the context's name has to be typed before anything is run there: what a command changes is not known before. */
  isProtected(context: string): boolean;
  /** Shows what is dangerous, and asks once more; of a protected context asks for its name, too. */
  agrees(text: string, dangers: readonly Danger[], context: string): Promise<boolean>;
  /** Opens a terminal with it, named for the context. */
  openTerminal(command: ShellCommand, context: string): void;
}

/** Runs of checklists, as they are now. */
export interface RunLookup {
  find(run: string): ChecklistRun | undefined;
}
