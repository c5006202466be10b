import type { ScheduleNow } from '../schedule/scheduleNow.js';
import type { DecisionInput } from './decisionInput.js';
import { countIn } from '../../operation/run/countIn.js';

export type Expected = ScheduleNow['expected'][number];

/** What the schedule has to say of this service now. */
const scheduledNow = ({ schedule, entry, now }: DecisionInput): readonly Expected[] =>
  schedule.expected.filter(
    ({ proposeFrom, until, counts }) => proposeFrom <= now && now < until && countIn(counts, entry.name) !== undefined,
  );

/** What calls for more replicas than there are. */
export const scheduledUp = (input: DecisionInput): readonly Expected[] =>
  scheduledNow(input).filter(({ counts }) => (countIn(counts, input.entry.name) ?? 0) > input.replicas);

/** The most that the schedule wants now: lower than the baseline on a quiet night, higher while a spike lasts. */
export const scheduledFloor = (input: DecisionInput): Expected | undefined =>
  [...scheduledNow(input)].sort(
    (a, b) => (countIn(b.counts, input.entry.name) ?? 0) - (countIn(a.counts, input.entry.name) ?? 0),
  )[0];

/** What is about to call for more than `target` replicas, or is kept ready for already. */
export const spikesAhead = (input: DecisionInput, target: number): readonly Expected[] => {
  const { schedule, entry, now, runbook } = input;
  // Where it is the very reason that nothing goes, it is to be named as well.
  const above = Math.min(target, input.replicas - 1);
  return schedule.expected.filter(({ at, proposeFrom, until, counts }) => {
    const soon = now < at && at <= now + runbook.scaleDown.spikeAheadMs;
    const count = countIn(counts, entry.name) ?? 0;
    return now < until && (soon || proposeFrom <= now) && count > above && count > entry.baseline;
  });
};
