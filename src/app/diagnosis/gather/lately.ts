import type { LiveState } from '../../../core/live/liveState.js';
import { countIn } from '../../../core/operation/run/countIn.js';
import type { Operation } from '../../../core/operation/operation.js';
import type { Seen } from '../../../core/diagnosis/observations.js';
import { freshPolicy } from '../../../core/policy/stackStatus.js';
import type { Signal } from '../../../core/policy/signal.js';
import type { Service, Stack } from '../../../core/stack/stack.js';
import { madeChecks } from '../../../core/verification/verificationRun.js';
import type { Check } from '../../../core/verification/check.js';
import { fail, ok } from '../../../util/result.js';

/** What was longer ago explains nothing of now. */
const latelyMs = 60 * 60_000;

/** The last operation that had to do with the service, if it ended lately. */
export const lastOperation = (
  { operations }: LiveState,
  { stackId, name }: Service,
  context: string,
  now: number,
): Operation | undefined =>
  operations.find(
    ({ plan, outcome }) =>
      plan.stackId === stackId &&
      plan.context === context &&
      outcome !== undefined &&
      now - outcome.endedAt < latelyMs &&
      (countIn(plan.after, name) !== undefined || plan.services.some(({ service }) => service === name)),
  );

/**
 * What was found wrong lately with the service, or with all of its stack, each check as it was told last: one that could not be told takes nothing
 * back. Undefined where no verification lately was of the service.
 */
export function failedChecks(
  { verifications }: Pick<LiveState, 'verifications'>,
  { stackId, name }: Pick<Service, 'stackId' | 'name'>,
  context: string,
  now: number,
): Seen<readonly Check[]> {
  const lately = verifications.filter(
    (each) =>
      each.context === context &&
      each.request.stackId === stackId &&
      each.endedAt !== undefined &&
      now - each.endedAt < latelyMs,
  );
  if (!lately.some((each) => madeChecks(each).some(({ service }) => service === name))) return undefined;
  const last = new Map<string, Check>();
  for (const check of lately.flatMap(madeChecks)) {
    const earlier = last.get(check.id);
    const isMeant = (check.service === '' || check.service === name) && check.verdict !== 'unknown';
    if (isMeant && (earlier === undefined || earlier.at < check.at)) last.set(check.id, check);
  }
  return ok([...last.values()].filter(({ verdict }) => verdict === 'fail'));
}

/** What the rules say of every service of the stack. */
export function rulesNow(
  state: LiveState,
  { services }: Stack,
  now: number,
): Seen<ReadonlyMap<string, readonly Signal[]>> {
  const found = services.flatMap(({ id }) => {
    const policy = freshPolicy(state, { id }, now);
    return policy ? [[id, policy.signals] as const] : [];
  });
  return found.length === 0 ? fail({ reason: 'timed-out' }) : ok(new Map(found));
}
