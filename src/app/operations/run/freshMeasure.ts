import type { LiveState } from '../../../core/live/liveState.js';
import type { Measured, MeasuredService } from '../../../core/operation/run/measured.js';
import type { Demand } from '../../live/demand.js';
import type { LiveStore } from '../../live/liveStore.js';
import type { Clock } from '../../ports.js';
import { measure } from './measure.js';

const readingIntervalMs = 5000;
/** What is not read after this long is not going to be. */
export const patienceMs = 60_000;

/**
 * Waits until the stack's figures are new and none is missing that `against` has, at most a minute, and measures then. What could not be
 * read is unknown in it.
 *
 * @param needs the demands to hold meanwhile: figures are read only while somebody wants them
 * @param context the Docker context that the stack is on; while the window is on another one, nothing is known
 */
export async function freshMeasure(
  store: LiveStore,
  clock: Clock,
  needs: readonly Demand[],
  { context, stackId, against }: { readonly context: string; readonly stackId: string; readonly against: Measured },
  signal: AbortSignal,
): Promise<Measured> {
  const beganAt = clock.now();
  const leases = needs.map((need) => need.acquire(readingIntervalMs));
  const patience = new AbortController();
  const timer = clock.after(patienceMs, () => patience.abort());
  try {
    const accepts = (state: LiveState): boolean =>
      isOn(state, context) && isAsKnown(state, stackId, against, beganAt, clock.now());
    // Where something cannot be read the time runs out, and it is unknown in what is measured.
    await store.until(accepts, AbortSignal.any([signal, patience.signal])).catch(() => undefined);
    const now = clock.now();
    return isOn(store.state, context) ? measure(store.state, stackId, undefined, now) : { at: now, services: [] };
  } finally {
    timer.dispose();
    for (const lease of leases) lease.dispose();
  }
}

const isOn = ({ connection }: LiveState, context: string): boolean =>
  connection.phase === 'connected' && connection.context.name === context;

function isAsKnown(state: LiveState, stackId: string, against: Measured, since: number, now: number): boolean {
  // The first list and the rules in force come before anything that they say.
  if (!state.snapshot || !state.runbooksRead) return false;
  const { services } = measure(state, stackId, undefined, now);
  return against.services.every((then) => {
    const found = services.find(({ service }) => service === then.service);
    if (!found) return true;
    const decidedAt = state.policies.get(`${stackId}/${then.service}`)?.decidedAt ?? -Infinity;
    return decidedAt >= since && knowsAsMuch(found, then);
  });
}

const knowsAsMuch = (now: MeasuredService, then: MeasuredService): boolean =>
  (then.level === 'unknown' || now.level !== 'unknown') &&
  then.figures.every(
    ({ metric, value }) =>
      value === undefined || now.figures.every((figure) => figure.metric !== metric || figure.value !== undefined),
  );
