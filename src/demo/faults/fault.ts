/** What goes wrong on command, for who has to show that the product bears it. */
export type Fault =
  /** The answer comes this much later, ms. */
  | { readonly fault: 'slow'; readonly delayMs: number }
  /** No answer comes. */
  | { readonly fault: 'hang' }
  /** The connection is cut instead of an answer. */
  | { readonly fault: 'drop' }
  /** The engine refuses, in these words. */
  | { readonly fault: 'refuse'; readonly status: number; readonly message: string }
  /** The answer is JSON that ends in the middle. */
  | { readonly fault: 'broken-json' };

export interface Asked {
  readonly method: string;
  /** Without the version. */
  readonly path: string;
}
