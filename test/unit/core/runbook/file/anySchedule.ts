import fc from 'fast-check';
import type { Metric } from '../../../../../src/core/runbook/metric.js';
import type { Schedule, ScheduleEffect, Weekday } from '../../../../../src/core/runbook/schedule.js';
import { few, line, maybe, ms, of, positive, url, word } from './anyText.js';

const window = fc
  .record({
    days: fc.uniqueArray(of<Weekday>([1, 2, 3, 4, 5, 6, 7]), { minLength: 1 }),
    times: fc.uniqueArray(fc.nat(1440), { minLength: 2, maxLength: 2 }),
  })
  .map(({ days, times }) => ({ days, from: Math.min(...times), to: Math.max(...times) }));

const localTime = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 16));

/** A schedule that names nothing else than these. */
export function scheduleOf(
  services: readonly string[],
  metrics: readonly Metric[],
  profiles: readonly string[],
  kinds: readonly string[],
): fc.Arbitrary<Schedule> {
  const effects: fc.Arbitrary<ScheduleEffect>[] = [
    fc.constantFrom('keep', 'baseline', 'minimum').map((effect) => ({ effect })),
    fc.nat(9999).map((percent) => ({ effect: 'more', percent })),
  ];
  const profile = profiles.length === 0 ? undefined : fc.constantFrom(...profiles);
  if (profile) effects.push(profile.map((name) => ({ effect: 'profile', profile: name })));
  const everywhere = metrics.filter((one) => one.services === 'all').map((one) => one.id);
  const known = profile ? kinds : [];
  return fc.record({
    timeZone: maybe(fc.constantFrom('Europe/Berlin', 'America/New_York', 'UTC')),
    businessHours: maybe(window),
    windows: few(
      fc.tuple(window, line, fc.oneof(...effects)).map(([times, title, effect]) => ({ ...times, title, effect })),
    ),
    kinds: fc.tuple(
      ...known.map((kind) =>
        fc.tuple(line, ms, ms, profile ?? fc.constant(''), few(line)).map(([title, a, b, name, words]) => ({
          id: kind,
          title,
          lead: { earliestMs: Math.max(a, b), latestMs: Math.min(a, b) },
          profile: name,
          words,
        })),
      ),
    ),
    events:
      known.length === 0
        ? fc.constant([])
        : few(
            fc
              .tuple(fc.constantFrom(...known), line, localTime, maybe(localTime))
              .map(([kind, title, starts, other]) => ({
                kind,
                title,
                starts,
                ends: other !== undefined && other > starts ? other : undefined,
              })),
          ),
    calendars: few(
      fc.oneof(
        url,
        word.map((name) => `calendars/${name}.ics`),
      ),
    ),
    testedCapacities:
      profile && everywhere.length > 0 && services.length > 0
        ? few(
            fc.record({
              metric: fc.constantFrom(...everywhere),
              service: fc.constantFrom(...services),
              capacity: positive,
              atPercent: positive,
              profile,
            }),
          )
        : fc.constant([]),
    actAlone: fc.boolean(),
  });
}
