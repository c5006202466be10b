import type { LiveState } from '../../../src/core/live/liveState.js';
import { underOperation } from '../../../src/core/operation/run/underOperation.js';
import { decideStack } from '../../../src/core/policy/decideStack.js';
import { freshReadings } from '../../../src/core/policy/reading.js';
import { emptyServiceMemory } from '../../../src/core/policy/serviceMemory.js';
import type { Policies } from '../../../src/core/policy/servicePolicy.js';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { startAxis } from '../../../src/core/policy/time/axis.js';
import { runbookFor } from '../../../src/core/runbook/bundledRunbook.js';

/** What the rules say on a first look at a state. */
export function policiesOf(state: LiveState, now: number): Policies {
  const decided = (state.snapshot?.stacks ?? []).flatMap((stack) =>
    decideStack({
      ...state,
      stack,
      underOperation: underOperation([], ''),
      runbook: runbookFor(stack, state.runbooks),
      calendar: noCalendars,
      readings: freshReadings(state.readings, now, state.readingIntervalMs),
      axis: startAxis({ monoMs: 0, wallMs: now }),
      now,
      memoryOf: () => emptyServiceMemory,
    }),
  );
  return new Map(decided.map(({ serviceId, policy }) => [serviceId, policy]));
}
