import type { LiveState } from '../../../core/live/liveState.js';
import { countIn } from '../../../core/operation/countIn.js';
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

/** What the last verification of the stack found wrong with the service, or with all of it; undefined where there was none lately. */
export function failedChecks({ verifications }: LiveState, service: Service, now: number): Seen<readonly Check[]> {
  const last = verifications.find(
    ({ request, endedAt }) => request.stackId === service.stackId && endedAt !== undefined && now - endedAt < latelyMs,
  );
  return (
    last &&
    ok(madeChecks(last).filter((check) => check.verdict === 'fail' && ['', service.name].includes(check.service)))
  );
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
