import { lastOperation, movedCount } from '../../core/operation/run/lastOperation.js';
import type { LiveState } from '../../core/live/liveState.js';
import { runbookService, type Runbook } from '../../core/runbook/runbook.js';
import { presentCount, type Service } from '../../core/stack/stack.js';
import { duration } from '../figures.js';
import { oneLine } from '../markdown.js';
import { operationOutcomeText } from './operation/operationOutcomeWords.js';
import { operationTitle } from './operation/operationWords.js';

/**
 * What was done to a service last and by whom, and whether Compose would take it back, a sentence each; empty where nothing of that is known.
 *
 * @param user who looks, as in the journal
 */
export function pastWords(
  service: Service,
  runbook: Runbook,
  { operations, connection }: Pick<LiveState, 'operations' | 'connection'>,
  now: number,
  user: string,
): readonly string[] {
  const context = connection.phase === 'idle' ? '' : connection.context.name;
  const last = lastOperation(operations, context, service.id);
  const done: readonly string[] = last ? [lastText(last, now, user)] : [];
  const baseline = runbookService(runbook, service.name)?.baseline;
  const isMoved =
    baseline === undefined ? last !== undefined && movedCount(last, service.name) : presentCount(service) !== baseline;
  // What the file says is not known here: reading it takes Compose itself.
  const undone =
    isMoved && service.origin && !service.swarm && service.replicas.length > 0
      ? ['A plain docker compose up would return it to the count of the Compose file, which is not read here.']
      : [];
  return [...done, ...undone];
}

function lastText(operation: NonNullable<ReturnType<typeof lastOperation>>, now: number, user: string): string {
  const { outcome, plan, startedAt, by } = operation;
  const who = by === user ? 'you' : oneLine(by) || 'somebody unknown';
  return outcome
    ? `Last operation, ${duration(now - outcome.endedAt)} ago by ${who}: ${operationOutcomeText(operation)}`
    : `Under way for ${duration(now - startedAt)}, begun by ${who}: ${operationTitle(plan)}`;
}
