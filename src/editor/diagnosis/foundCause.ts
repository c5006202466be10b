/** What was found when something had failed, in words. */
export interface FoundCause {
  /** A sentence or two: the most likely cause, or that none was found. */
  readonly summary: string;
  /** Something was found. */
  readonly isCause: boolean;
  /** Opens the whole of it, and offers what can be done. */
  readonly show: () => void;
}
