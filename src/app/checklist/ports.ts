import type { ChecklistDocument } from '../../core/checklist/document.js';
import type { ChecklistSource, RunSubject } from '../../core/checklist/run.js';
import type { Disposable } from '../../util/disposable.js';
import type { Result } from '../../util/result.js';

/** Why a checklist cannot be shown. */
export type DocumentFailure =
  | { readonly reason: 'gone' }
  | { readonly reason: 'too-large'; readonly bytes: number; readonly maxBytes: number }
  /** It is no text, or cannot be read; hostile words. */
  | { readonly reason: 'unreadable'; readonly detail: string };

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
  addNote(run: string, item: string, text: string): Promise<void>;
  closeStage(run: string, stage: string): Promise<void>;
  openStage(run: string, stage: string): Promise<void>;
  /** The team was told from it. */
  teamTold(run: string): Promise<void>;
  setTarget(run: string, target: number): Promise<void>;
  end(run: string): Promise<void>;
  /** Looks at what a machine can see, for as long as somebody looks at the run. */
  watch(run: string): Disposable;
}
