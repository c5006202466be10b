/** What can be wrong after scaling, as the runbook divides it, in its order. */
export const troubles = [
  'not-starting',
  'failing-health',
  'uneven-load',
  'no-improvement',
  'connections-exhausted',
  'out-of-memory',
] as const;
export type Trouble = (typeof troubles)[number];
