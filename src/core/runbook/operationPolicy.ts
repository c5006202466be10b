/** How operations go about it; the waits between steps down are the scale-down policy's. */
export interface OperationPolicy {
  /** After a step up, before its levels are looked at and the next one begins; after the last step, before the first look of the watch, ms. */
  readonly settleMs: number;
  /** How long a service is watched after an operation, ms; 0: not at all. */
  readonly watchMs: number;
  /** Between two looks of that watch, ms. */
  readonly watchEveryMs: number;
  /** After a step up, when to ask whether fewer would do, ms; 0: never. */
  readonly remindMs: number;
}
