import { changedServiceIds } from './interrupted.js';
import { isUnderWay, type Operation } from '../operation.js';

/** What operations are at work on: also in their waits, in which no replica changes. */
export interface UnderOperation {
  /** Ids of services that they change. */
  readonly services: ReadonlySet<string>;
  /** Ids of stacks that these are of. */
  readonly stacks: ReadonlySet<string>;
}

/** @param context the Docker context's name; the same ids on another one are other services */
export function underOperation(operations: readonly Operation[], context: string): UnderOperation {
  const here = operations.filter((operation) => isUnderWay(operation) && operation.plan.context === context);
  return { services: new Set(here.flatMap(changedServiceIds)), stacks: new Set(here.map(({ plan }) => plan.stackId)) };
}
