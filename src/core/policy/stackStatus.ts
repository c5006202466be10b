import type { LiveState } from '../live/liveState.js';
import { runbookFor } from '../runbook/bundledRunbook.js';
import type { Runbook } from '../runbook/runbook.js';
import { servicesInOrder } from '../runbook/servicesInOrder.js';
import { isInFocus, type Focus } from '../stack/focus.js';
import type { Service, Stack } from '../stack/stack.js';
import { freshReadings, type Readings } from './reading.js';
import type { ServicePolicy } from './servicePolicy.js';
import { statusOf, type ServiceStatus } from './serviceStatus.js';
import { isRecent } from './time/isRecent.js';

/** A stack with the status of each of its services. */
export interface StackStatus {
  readonly stack: Stack;
  readonly runbook: Runbook;
  /** The runbook's services, in its order. */
  readonly named: readonly ServiceStatus[];
  /** The rest, by name. */
  readonly others: readonly ServiceStatus[];
  /** The readings that still count. */
  readonly readings: Readings;
  /** True for a stack of this window's folders. */
  readonly inFocus: boolean;
}

const noFocus: Focus = { folders: [] };

/** The stacks in focus first, each group by name. */
export function stackStatuses(state: LiveState, now: number, focus: Focus = noFocus): readonly StackStatus[] {
  const readings = freshReadings(state.readings, now, state.readingIntervalMs);
  const statuses = (state.snapshot?.stacks ?? []).map((stack): StackStatus => {
    const runbook = runbookFor(stack, state.runbooks);
    const { runbook: named, others } = servicesInOrder(stack, runbook);
    const status = (service: Service): ServiceStatus => statusOf(service, freshPolicy(state, service, now), runbook);
    return {
      stack,
      runbook,
      named: named.map(status),
      others: others.map(status),
      readings,
      inFocus: isInFocus(stack, focus),
    };
  });
  return [...statuses.filter(({ inFocus }) => inFocus), ...statuses.filter(({ inFocus }) => !inFocus)];
}

/** The rules look at whatever is read. When nothing was for so long, what they said then is no longer known. */
const longestSilenceMs = 45_000;

/** What the rules said last, if that was not too long ago. */
export function freshPolicy(state: LiveState, service: Pick<Service, 'id'>, now: number): ServicePolicy | undefined {
  const policy = state.policies.get(service.id);
  const silenceMs = Math.max(longestSilenceMs, 3 * state.readingIntervalMs);
  return policy && isRecent(policy.decidedAt, now, silenceMs) ? policy : undefined;
}

export const statusesOf = ({ named, others }: StackStatus): readonly ServiceStatus[] => [...named, ...others];
