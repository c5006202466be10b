import type { DocumentFailure } from '../documentFailure.js';
import type { FenceShell } from './fenceShell.js';
import type { PlaceholderProblem } from './placeholder.js';

/** Why a command of a checklist was not run; nothing was begun. */
export type FenceRefusal =
  | { readonly reason: 'untrusted' }
  /** There is no such run, or it has ended. */
  | { readonly reason: 'no-run' }
  | { readonly reason: 'no-document'; readonly failure: DocumentFailure }
  /** The file has no such command any more. */
  | { readonly reason: 'no-command' }
  | { readonly reason: 'placeholders'; readonly problems: readonly PlaceholderProblem[] }
  /** It has characters that cannot be seen. */
  | { readonly reason: 'unseen' }
  /** The window speaks to another context than the run is about; `now` is undefined where it speaks to none. */
  | { readonly reason: 'other-context'; readonly of: string; readonly now: string | undefined }
  /** The Docker CLI cannot be pointed to it, such as the demo. */
  | { readonly reason: 'no-cli-context' }
  /** Its file is not on this machine. */
  | { readonly reason: 'no-folder' }
  /** The shell that it is written for is not for this machine. */
  | { readonly reason: 'no-shell'; readonly shell: FenceShell }
  | { readonly reason: 'running' }
  /** That it is run could not be written down. */
  | { readonly reason: 'not-kept'; readonly detail: string }
  /** A person was asked once more, and did not agree. */
  | { readonly reason: 'not-agreed' };
