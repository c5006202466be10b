import type { Schedule, ScheduleEffect } from '../../schedule.js';
import { durationText } from '../text/duration.js';
import { daysText, hoursText } from '../text/weekTime.js';
import type { FileValue } from './fileValue.js';

/** A schedule as the file has it. */
export const scheduleFile = (schedule: Schedule): FileValue => ({
  timeZone: schedule.timeZone,
  businessHours: schedule.businessHours && {
    days: daysText(schedule.businessHours.days),
    time: hoursText(schedule.businessHours),
  },
  windows: schedule.windows.map((window) => ({
    title: window.title,
    days: daysText(window.days),
    time: hoursText(window),
    effect: effectText(window.effect),
  })),
  kinds: schedule.kinds.map(({ id, title, lead, profile, words }) => ({
    id,
    title,
    proposeBefore: durationText(lead.earliestMs),
    dueBefore: lead.latestMs === lead.earliestMs ? undefined : durationText(lead.latestMs),
    profile,
    words,
  })),
  events: schedule.events.map(({ kind, title, starts, ends }) => ({ kind, title, starts, ends })),
  calendars: schedule.calendars,
  testedCapacities: schedule.testedCapacities.map(({ metric, service, capacity, atPercent, profile }) => ({
    metric,
    service,
    capacity,
    atPercent,
    profile,
  })),
  actAlone: schedule.actAlone,
});

function effectText(effect: ScheduleEffect): string {
  switch (effect.effect) {
    case 'more':
      return `more ${effect.percent}%`;
    case 'keep':
    case 'baseline':
    case 'minimum':
      return effect.effect;
    case 'profile':
      return `profile ${effect.profile}`;
  }
}
