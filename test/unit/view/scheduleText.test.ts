import assert from 'node:assert/strict';
import type { CalendarReading } from '../../../src/core/policy/schedule/calendarState.js';
import { outlook } from '../../../src/core/policy/schedule/outlook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { outlookLine, schedulePage } from '../../../src/view/scheduleText.js';
import { scheduleReason } from '../../../src/view/words/policy/scheduleTime.js';
import { spanWords, timeWords, zoneWords } from '../../../src/view/words/policy/scheduleTime.js';
import { at, mondayMorning, runbookWith, weekend } from '../core/policy/schedule/testRunbook.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { linksIn } from '../support/workbenchText.js';

const berlin = 'Europe/Berlin';
const sunday = at('2026-05-31T18:00');
const line = (runbook: Runbook, now: number, index = 0): string => {
  const entry = outlook(runbook, { calendars: [] }, now)[index];
  assert.ok(entry);
  return outlookLine(runbook, entry, now);
};
const event = (title: string, starts: string, ends?: string) => ({ kind: 'registration', title, starts, ends });
const rows = (page: string): readonly string[] =>
  page
    .split('\n')
    .filter((text) => text.startsWith('| '))
    .slice(2)
    .map((text) =>
      textOf(renderMarkdown(text))
        .replace(/[\u00a0 ]+/g, ' ')
        .replaceAll('\u2011', '-'),
    );

describe('words for the schedule', () => {
  it('tells what comes, when, and for how long', () => {
    const plain = runbookWith({ windows: [mondayMorning, weekend] });
    assert.equal(line(plain, sunday, 1), 'Monday morning, +50 %: in 14 h, Mon 08:00-10:00');
    assert.equal(line(plain, sunday), 'Weekend, baseline: now, until Mon 00:00');
    assert.equal(line(plain, at('2026-06-01T12:00')), 'Weekend, baseline: in 5 d, Sat 00:00-Sun 24:00');
    assert.equal(
      line(runbookWith(), at('2026-06-02T08:00')),
      'Business hours, no scaling down: in 60 min, Tue 09:00-17:00',
    );
    assert.equal(line(runbookWith(), at('2026-06-02T20:00')), 'Late night, minimum: in 4 h, Wed 00:00-06:00');
  });

  it("names an event's profile, and the date of what is farther than a week's days tell", () => {
    const events = [event('Opens', '2026-06-09T08:00', '2026-06-11T18:00')];
    const runbook = runbookWith({ windows: [], events });
    assert.equal(line(runbook, sunday), 'Opens, 5x traffic: in 9 d, Tue 9 Jun 08:00-Thu 18:00');
    assert.equal(line(runbook, at('2026-06-04T18:00')), 'Opens, 5x traffic: in 5 d, Tue 08:00-Thu 18:00');
  });

  // Instant and now in Berlin, words.
  const times: readonly (readonly [string, string, string])[] = [
    ['2026-06-01T08:00', '2026-05-31T23:59', 'Mon 08:00'],
    ['2026-06-06T08:00', '2026-05-31T12:00', 'Sat 08:00'],
    ['2026-06-07T08:00', '2026-05-31T12:00', 'Sun 7 Jun 08:00'],
    ['2026-05-24T08:05', '2026-05-31T12:00', 'Sun 24 May 08:05'],
    ['2026-06-02T00:00', '2026-06-01T23:00', 'Tue 00:00'],
    ['2027-01-10T00:00', '2026-12-31T12:00', 'Sun 10 Jan 2027 00:00'],
    ['2027-01-01T00:00', '2026-12-31T12:00', 'Fri 00:00'],
  ];
  for (const [instant, now, words] of times) {
    it(`calls ${instant}, at ${now}, ${words}`, () => assert.equal(timeWords(at(instant), at(now), berlin), words));
  }

  it('tells times by the clock of the zone that it is told', () => {
    const instant = Date.UTC(2026, 5, 1, 6);
    const words = (zone: string): string => spanWords(instant, instant + 7_200_000, instant, zone);
    assert.deepEqual([berlin, 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'].map(words), [
      'Mon 08:00-10:00',
      'Mon 02:00-04:00',
      'Mon 11:30-13:30',
      'Mon 19:00-21:00',
    ]);
    assert.deepEqual(
      [timeWords(instant, instant, 'Nowhere'), words('Nowhere'), zoneWords('Nowhere')],
      ['at an unknown time', 'at an unknown time', 'an unknown zone'],
    );
  });

  it('gives the reason for a recommendation', () => {
    const begins = at('2026-06-01T08:00');
    assert.equal(
      scheduleReason('Monday morning', begins, begins - 720_000, berlin),
      'Monday morning begins in 12 min, Mon 08:00 (Europe/Berlin)',
    );
    assert.equal(
      scheduleReason('Monday morning', begins, begins + 1, berlin),
      'Monday morning began Mon 08:00 (Europe/Berlin)',
    );
    assert.equal(scheduleReason('a\nb [x](command:y)', begins, begins, berlin).includes('\n'), false);
    assert.deepEqual(linksIn(scheduleReason('a [x](command:y)', begins, begins, berlin)), []);
  });
});

describe('the schedule as a page', () => {
  const read = (changes: Partial<Extract<CalendarReading, { status: 'read' }>> = {}): CalendarReading => ({
    status: 'read',
    location: 'a.ics',
    readAt: sunday - 240_000,
    entries: { events: [], skipped: 0 },
    problem: '',
    ...changes,
  });
  const calendars = (state: readonly CalendarReading[], ...configured: readonly string[]): string =>
    schedulePage(runbookWith({ windows: [], calendars: configured }), { calendars: state }, sunday);

  it('has a row for each entry, with its replicas and when they are proposed', () => {
    const events = [event('Opens', '2026-06-04T08:00')];
    const page = schedulePage(runbookWith({ windows: [mondayMorning, weekend], events }), { calendars: [] }, sunday);
    assert.match(textOf(renderMarkdown(page)), /by the clock of Europe\/Berlin/);
    assert.deepEqual(rows(page), [
      '| now, until Mon 00:00 | Weekend | baseline: Frontend 1, Backend 1 and PDF Worker 3 | |',
      '| in 14 h, Mon 08:00-10:00 | Monday morning | +50 %: Frontend 2, Backend 2 and PDF Worker 5 | from Mon 07:45, due Mon 08:00 |',
      '| in 4 d, Thu 08:00-Fri 08:00 | Opens | 5x traffic: Frontend 3, Backend 5 and PDF Worker 15 | from Mon 08:00, due Tue 08:00 |',
      '| in 5 d, Sat 00:00-Sun 24:00 | Weekend | baseline: Frontend 1, Backend 1 and PDF Worker 3 | |',
    ]);
    assert.deepEqual(tagsIn(renderMarkdown(page)), ['h1', 'p', 'table', 'thead', 'tr', 'th', 'tbody', 'td']);
  });

  it('says when something is proposed already, and when nothing comes', () => {
    const runbook = runbookWith({ windows: [], events: [event('Opens', '2026-06-02T12:00')] });
    assert.match(rows(schedulePage(runbook, { calendars: [] }, sunday))[0] ?? '', /\| now \|$/);
    assert.match(
      rows(schedulePage(runbook, { calendars: [] }, sunday - 43_200_000))[0] ?? '',
      /\| now, due Sun 12:00 \|$/,
    );
    assert.match(schedulePage(runbookWith({ windows: [] }), { calendars: [] }, sunday), /Nothing is scheduled\./);
  });

  // What is known, what is said of it.
  const known: readonly (readonly [readonly CalendarReading[], string])[] = [
    [[], 'a.ics: not read yet; what it announces is not known, so nothing is scaled down'],
    [
      [{ status: 'unread', location: 'a.ics', problem: 'timed out' }],
      'a.ics: not read yet; it timed out; what it announces is not known, so nothing is scaled down',
    ],
    [[read()], 'a.ics: 0 entries read 4 min ago'],
    [
      [read({ entries: { events: [{ title: 'x', startsAt: 0, endsAt: 1 }], skipped: 2 }, problem: 'timed out' })],
      'a.ics: 1 entry read 4 min ago; 2 entries could not be used; it timed out',
    ],
    [
      [read({ readAt: sunday - 172_800_000 })],
      'a.ics: 0 entries read 2 d ago; what it announces is not known, so nothing is scaled down',
    ],
  ];
  for (const [state, words] of known) {
    it(`says of a calendar: ${words}`, () => {
      assert.match(
        textOf(renderMarkdown(calendars(state, 'a.ics'))),
        new RegExp(`^${words.replaceAll('.', '\\.')}$`, 'm'),
      );
    });
  }

  it('lets no title, address or error be more than text', () => {
    const evil = '<img src=x onerror=alert(1)> [x](command:evil) `a` | b\n# c **d** https://e.example $(zap)';
    const state: readonly CalendarReading[] = [
      read({
        location: evil,
        problem: evil,
        entries: { events: [{ title: `exam ${evil}`, startsAt: sunday, endsAt: sunday + 1 }], skipped: 0 },
      }),
    ];
    const runbook = runbookWith({
      windows: [{ ...mondayMorning, title: evil }],
      calendars: [evil],
      kinds: [
        {
          ...runbookWith().schedule.kinds[1],
          id: 'exams',
          title: evil,
          words: ['exam'],
          profile: evil,
          lead: { earliestMs: 0, latestMs: 0 },
        },
      ],
    });
    const html = renderMarkdown(schedulePage(runbook, { calendars: state }, sunday));
    assert.deepEqual(tagsIn(html), ['h1', 'p', 'table', 'thead', 'tr', 'th', 'tbody', 'td', 'h2', 'ul', 'li']);
    assert.equal([...html.matchAll(/<tr>/g)].length, 3);
    assert.match(textOf(html), /<img src=x onerror=alert\(1\)>/);
  });
});
