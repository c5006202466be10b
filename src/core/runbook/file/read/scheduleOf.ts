import { defaultSchedule } from '../../defaultPolicies.js';
import {
  defaultAtPercent,
  type EventKind,
  type PlannedEvent,
  type RecurringWindow,
  type Schedule,
  type ScheduleEffect,
  type WeeklyWindow,
} from '../../schedule.js';
import type { Path } from '../problem.js';
import type { KindInput, ScheduleInput, WindowInput } from '../schema/scheduleSection.js';
import { durationMs } from '../text/duration.js';
import { localTime } from '../text/localTime.js';
import { daysOf, hoursOf } from '../text/weekTime.js';
import { reportTwice, type Context } from './context.js';

/** The schedule, or an empty one; names that do not exist are reported. */
export function scheduleOf(input: ScheduleInput | undefined, context: Context): Schedule {
  if (!input) return defaultSchedule;
  reportTwice(
    input.kinds.map(({ id }) => id),
    (index) => ['schedule', 'kinds', index, 'id'],
    context.report,
  );
  return {
    timeZone: input.timeZone,
    businessHours: input.businessHours && weekly(input.businessHours),
    windows: input.windows.map((window, index) => windowOf(window, ['schedule', 'windows', index], context)),
    kinds: input.kinds.map((kind, index) => kindOf(kind, ['schedule', 'kinds', index], context)),
    events: input.events.map((event, index) => eventOf(event, ['schedule', 'events', index], context)),
    calendars: input.calendars,
    testedCapacities: input.testedCapacities.map((capacity, index) => {
      const path = ['schedule', 'testedCapacities', index];
      context.service([...path, 'service'], capacity.service);
      context.metric([...path, 'metric'], capacity.metric, capacity.service);
      context.profile([...path, 'profile'], capacity.profile);
      return { ...capacity, atPercent: capacity.atPercent ?? defaultAtPercent };
    }),
    actAlone: input.actAlone,
  };
}

const weekly = ({ days, time }: { readonly days: string; readonly time: string }): WeeklyWindow => ({
  days: daysOf(days) ?? [],
  ...(hoursOf(time) ?? { from: 0, to: 1440 }),
});

function windowOf(input: WindowInput, path: Path, context: Context): RecurringWindow {
  const effect = effectOf(input.effect);
  if (effect.effect === 'profile') context.profile([...path, 'effect'], effect.profile);
  return { title: input.title, ...weekly(input), effect };
}

function effectOf(text: string): ScheduleEffect {
  const [word, ...rest] = text.split(' ');
  const more = rest.join(' ');
  if (word === 'more') return { effect: 'more', percent: Number(more.replace('%', '')) };
  if (word === 'profile') return { effect: 'profile', profile: more };
  return { effect: word === 'baseline' || word === 'minimum' ? word : 'keep' };
}

function kindOf(input: KindInput, path: Path, context: Context): EventKind {
  const earliestMs = durationMs(input.proposeBefore) ?? 0;
  const latestMs = durationMs(input.dueBefore ?? input.proposeBefore) ?? 0;
  if (latestMs > earliestMs) {
    const message = `dueBefore is ${input.dueBefore ?? ''}, longer before than proposeBefore, ${input.proposeBefore}.`;
    context.report.error([...path, 'dueBefore'], message);
  }
  context.profile([...path, 'profile'], input.profile);
  const { id, title = id, profile, words = [id] } = input;
  return { id, title, lead: { earliestMs, latestMs }, profile, words };
}

function eventOf(input: ScheduleInput['events'][number], path: Path, context: Context): PlannedEvent {
  context.kind([...path, 'kind'], input.kind);
  const starts = localTime(input.starts) ?? input.starts;
  const ends = input.ends === undefined ? undefined : localTime(input.ends);
  // In this one form, the later time is the greater text.
  if (ends !== undefined && ends <= starts) {
    context.report.error([...path, 'ends'], `ends is ${ends}, not after starts, ${starts}.`);
  }
  return { kind: input.kind, title: input.title, starts, ends };
}
