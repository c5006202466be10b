import type { RunSubject } from '../../../src/core/checklist/run.js';

/** What a run is about, for tests. */
export const runSubject = (changes: Partial<RunSubject> = {}): RunSubject => ({
  context: 'default',
  stackId: 'default/shop',
  stack: 'shop',
  service: 'pdf-worker',
  from: 3,
  target: 10,
  operation: undefined,
  ...changes,
});
