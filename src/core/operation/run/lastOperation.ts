import { countIn } from './countIn.js';
import { changedServiceIds } from './interrupted.js';
import type { Operation } from '../operation.js';

const known = new WeakMap<readonly Operation[], ReadonlyMap<string, Operation>>();

/**
 * The newest operation that is about a service, as far as the journal has been read.
 *
 * @param operations newest first
 * @param context the Docker context's name: the same service of another engine is another one
 */
export function lastOperation(
  operations: readonly Operation[],
  context: string,
  serviceId: string,
): Operation | undefined {
  let last = known.get(operations);
  if (!last) known.set(operations, (last = lastOfEach(operations)));
  return last.get(keyOf(context, serviceId));
}

function lastOfEach(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  const last = new Map<string, Operation>();
  for (const operation of operations)
    for (const id of changedServiceIds(operation)) {
      const key = keyOf(operation.plan.context, id);
      if (!last.has(key)) last.set(key, operation);
    }
  return last;
}

const keyOf = (context: string, serviceId: string): string => `${context}\n${serviceId}`;

/** It has left a service with another count than it found, and meant to: the way back and the baseline mean the opposite. */
export function movedCount({ plan, outcome }: Operation, service: string): boolean {
  if (plan.kind === 'undo' || plan.kind === 'baseline') return false;
  const [before, after] = [countIn(plan.before, service), outcome && countIn(outcome.counts, service)];
  return before !== undefined && after !== undefined && before !== after;
}
