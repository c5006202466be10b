import type { Operation } from '../operation.js';

/** What was lost with a line that the journal did not take. */
export type Unwritten =
  | { readonly lost: 'verification'; /** Its stack's name, hostile. */ readonly stack: string }
  /** The watch of what an operation changed. */
  | { readonly lost: 'watch'; readonly operation: Pick<Operation, 'plan'> };
