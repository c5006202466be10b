import type { OperationProblem } from '../operation.js';

/** Why an operation did not begin; nothing was done. With `closed` and `end-unkept` it may have begun, and is found open in the journal. */
export type StartRefusal =
  | Extract<OperationProblem, { reason: 'busy' | 'journal' }>
  /** No other window could be kept from changing the same; the detail is the system's. */
  | { readonly reason: 'locks'; readonly detail: string }
  | { readonly reason: 'context' }
  /** It ran, and the journal did not take how it ended. */
  | { readonly reason: 'end-unkept' }
  | { readonly reason: 'closed' };
