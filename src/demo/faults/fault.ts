/** What goes wrong on command, for whoever has to show that the product bears it. */
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
  | { readonly fault: 'broken-json' }
  /** An answer that has begun: so much later, ms, its connection is cut, no more of it comes, or nonsense comes between. */
  | { readonly fault: 'cut' | 'stall' | 'garble'; readonly afterMs: number };

export interface Asked {
  readonly method: string;
  /** Without the version. */
  readonly path: string;
}
