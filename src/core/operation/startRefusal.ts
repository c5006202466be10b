import type { OperationProblem } from './operation.js';

/** Why an operation did not begin; nothing was done. With `closed` it may have begun: the next window finds it open in the journal. */
export type StartRefusal =
  | Extract<OperationProblem, { reason: 'busy' | 'journal' }>
  /** No other window could be kept from changing the same; the detail is the system's. */
  | { readonly reason: 'locks'; readonly detail: string }
  | { readonly reason: 'context' }
  | { readonly reason: 'closed' };
