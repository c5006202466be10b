import { duration } from '../figures.js';
import type { MarkPart } from '../../protocol/dashboardPage.js';
import { connectedContext } from '../../core/connection/connectionState.js';
import type { Operation } from '../../core/operation/operation.js';
import { clockTime } from '../words/moments.js';
import { operationResult, operationTitle } from '../words/operation/operationWords.js';
import type { SeenService } from './dashboardSight.js';

/** More would be a wall and not marks. */
const mostMarks = 40;

/** What was done to the stack in the span, oldest first. */
export function markParts({ sight, stack, from }: SeenService): readonly MarkPart[] {
  const context = connectedContext((sight.seen?.state ?? sight.state).connection);
  const isShown = ({ plan, startedAt, outcome }: Operation): boolean =>
    plan.stackId === stack.stack.id &&
    plan.context === context &&
    startedAt <= sight.now &&
    (outcome?.endedAt ?? sight.now) >= from;
  return sight.state.operations
    .filter(isShown)
    .slice(0, mostMarks)
    .map((operation): MarkPart => {
      const { id, startedAt, outcome } = operation;
      return { id, at: startedAt, until: outcome?.endedAt, text: markText(operation, sight.zone) };
    })
    .reverse();
}

/** `14:02 PDF Worker 3 → 6, done, 41 s`. */
function markText(operation: Operation, zone: string | undefined): string {
  const { plan, startedAt, outcome } = operation;
  const ended = outcome ? [operationResult(operation), duration(outcome.endedAt - startedAt)] : ['under way'];
  return [`${clockTime(startedAt, zone)} ${operationTitle(plan)}`, ...ended].join(', ');
}
