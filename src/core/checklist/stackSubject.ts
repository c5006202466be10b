import type { Stack } from '../stack/stack.js';
import type { RunSubject } from './run.js';

/** A whole stack as a run is about it. Without one it is a run of no stack, and of no context either. */
export const stackSubject = (context: string, stack: Pick<Stack, 'id' | 'name'> | undefined): RunSubject => ({
  context: stack ? context : '',
  stackId: stack?.id ?? '',
  stack: stack?.name ?? '',
  service: '',
  from: undefined,
  target: undefined,
  operation: undefined,
});
