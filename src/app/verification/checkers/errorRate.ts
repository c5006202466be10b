import type { LiveState } from '../../../core/live/liveState.js';
import { freshPolicy } from '../../../core/policy/stackStatus.js';
import { levelNow } from '../../../core/policy/serviceStatus.js';
import type { Signal } from '../../../core/policy/signal.js';
import { judgeErrorRate } from '../../../core/verification/judge/errorRate.js';
import type { Checker } from '../checker.js';

/** What is not known by then is not waited for any longer. */
const shareOfTimeout = 0.8;

/** By the rules, as soon as they have looked at figures read since the check began. */
export const checkErrorRate: Checker = async ({ service, timeoutMs }, ground, signal) => {
  const { parts } = ground;
  const { id } = ground.service(service);
  const beganAt = parts.clock.now();
  const patience = new AbortController();
  const timer = parts.clock.after(timeoutMs * shareOfTimeout, () => patience.abort());
  const errors = (state: LiveState): readonly Signal[] =>
    (freshPolicy(state, { id }, parts.clock.now())?.signals ?? []).filter(({ metric }) => metric.group === 'errors');
  const isKnown = (state: LiveState): boolean => {
    const signals = errors(state);
    const decidedAt = state.policies.get(id)?.decidedAt ?? -Infinity;
    return decidedAt >= beganAt && signals.length > 0 && signals.every((each) => levelNow(each) !== 'unknown');
  };
  await parts.store.until(isKnown, AbortSignal.any([signal, patience.signal])).catch(() => undefined);
  timer.dispose();
  return judgeErrorRate(
    errors(parts.store.state).map((each) => ({ signal: each, before: ground.before(service, each.metric.id) })),
  );
};
