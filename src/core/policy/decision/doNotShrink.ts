import type { Refusal } from '../decision.js';
import type { DecisionInput } from './decisionInput.js';
import { spikesAhead } from './scheduled.js';
import { countIn } from '../../operation/run/countIn.js';

/** What speaks against scaling down however low the load is. */
export function doNotShrink(input: DecisionInput, target: number): readonly Refusal[] {
  const { schedule, clockSuspect, deployedAt, now, runbook, entry } = input;
  const deployUntil = deployedAt === undefined ? undefined : deployedAt + runbook.scaleDown.afterDeployMs;
  return [
    ...when<Refusal>(clockSuspect, { refusal: 'clock-suspect', until: undefined }),
    ...when<Refusal>(schedule.businessHours, { refusal: 'business-hours', until: schedule.businessHoursEndAt }),
    ...when<Refusal>(schedule.keep, { refusal: 'keep-window', until: schedule.keepUntil }),
    ...when<Refusal>(schedule.calendarUnknown, { refusal: 'calendar-unknown', until: undefined }),
    ...spikesAhead(input, target).map(({ title, at, until, counts }): Refusal => {
      return { refusal: 'spike-expected', title, at, count: countIn(counts, entry.name) ?? 0, until };
    }),
    ...(deployedAt !== undefined && deployUntil !== undefined && now < deployUntil
      ? [{ refusal: 'recent-deployment', at: deployedAt, until: deployUntil } as const]
      : []),
  ];
}

const when = <T>(applies: boolean, refusal: T): readonly T[] => (applies ? [refusal] : []);
