import { noCalendars, type CalendarReading, type CalendarState } from '../../core/policy/schedule/calendarState.js';
import type { CalendarSources } from '../../core/policy/schedule/calendarSources.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';
import { fail, type Result } from '../../util/result.js';
import type { CalendarParser, CalendarReader, Clock } from '../ports.js';
import type { Demand } from './demand.js';
import { messageOf } from '../../util/messageOf.js';

const everyMs = 15 * 60_000;
/** A reader that takes longer has lost its server. */
const patienceMs = 60_000;

/**
 * Reads the runbook's calendars while somebody needs them. What a calendar said last stays known when it cannot be read, with when
 * that was: whether it is too old to count is for whoever asks to say.
 */
export class CalendarFeed implements Disposable {
  private readonly emitter = new Emitter<CalendarState>();
  readonly onDidChange = this.emitter.event;

  private readonly disposables = new DisposableStore();
  private sources: CalendarSources | undefined;
  private timer: Disposable | undefined;
  private reading: AbortController | undefined;
  private lastBegunAt: number | undefined;

  /** @param known what was known before, so that a reload does not forget it */
  constructor(
    readonly demand: Demand,
    private readonly reader: CalendarReader,
    private readonly parser: CalendarParser,
    private readonly clock: Clock,
    private known: CalendarState = noCalendars,
  ) {
    this.disposables.add(this.demand.onDidChange(() => this.followDemand()));
  }

  get state(): CalendarState {
    return this.known;
  }

  /** Tells which calendars there are. Those that stay keep what is known of them; all are read anew when anything differs. */
  follow({ locations, folder, timeZone }: CalendarSources): void {
    const sources = { locations: [...new Set(locations)], folder, timeZone };
    const last = this.sources;
    if (last && JSON.stringify(sources) === JSON.stringify(last)) return;
    // Elsewhere, or by another clock, the same name is another calendar; what was known before the first call is of the last session.
    const same = !last || (folder === last.folder && timeZone === last.timeZone);
    const before = new Map(same ? this.known.calendars.map((reading) => [reading.location, reading]) : []);
    this.sources = sources;
    this.publish(sources.locations.map((location) => before.get(location) ?? unread(location)));
    this.refresh();
  }

  /** Reads now, as far as anybody needs it. */
  refresh(): void {
    this.stop();
    this.lastBegunAt = undefined;
    this.followDemand();
  }

  private followDemand(): void {
    if (!this.demand.wanted) return this.stop();
    if (this.timer || this.reading || !this.sources || this.sources.locations.length === 0) return;
    const sinceMs = this.lastBegunAt === undefined ? everyMs : this.clock.now() - this.lastBegunAt;
    // A clock that was set back must not put the next reading off for as long.
    this.schedule(sinceMs < 0 ? 0 : Math.max(0, everyMs - sinceMs));
  }

  private schedule(delayMs: number): void {
    this.timer = this.clock.after(delayMs, () => {
      this.timer = undefined;
      if (this.sources) void this.readAll(this.sources);
    });
  }

  private async readAll(sources: CalendarSources): Promise<void> {
    const round = new AbortController();
    const patience = this.clock.after(patienceMs, () => round.abort());
    this.reading = round;
    this.lastBegunAt = this.clock.now();
    await Promise.all(sources.locations.map((location) => this.readOne(location, sources, round)));
    patience.dispose();
    if (this.reading !== round) return;
    this.reading = undefined;
    this.followDemand();
  }

  private async readOne(
    location: string,
    { folder, timeZone }: CalendarSources,
    round: AbortController,
  ): Promise<void> {
    const aborted = new Promise<Result<never, string>>((resolve) => {
      round.signal.addEventListener('abort', () => resolve(fail('did not answer in time')));
    });
    const text = await Promise.race([attempt(() => this.reader.read(location, folder, round.signal)), aborted]);
    const now = this.clock.now();
    const entries = text.ok ? await attempt(() => this.parser.parse(text.value, timeZone, now)) : text;
    // Someone else's turn has begun meanwhile, or nobody waits for it any more.
    if (this.reading !== round) return;
    this.publish(
      this.known.calendars.map((reading): CalendarReading => {
        if (reading.location !== location) return reading;
        return entries.ok
          ? { status: 'read', location, readAt: now, entries: entries.value, problem: '' }
          : { ...reading, problem: entries.error };
      }),
    );
  }

  private publish(calendars: readonly CalendarReading[]): void {
    this.known = { calendars };
    this.emitter.fire(this.known);
  }

  private stop(): void {
    this.timer?.dispose();
    this.timer = undefined;
    // What was broken off has not been read: the next one who asks is not made to wait for it.
    if (this.reading) this.lastBegunAt = undefined;
    this.reading?.abort();
    this.reading = undefined;
  }

  dispose(): void {
    this.stop();
    this.disposables.dispose();
    this.emitter.dispose();
  }
}

const unread = (location: string): CalendarReading => ({ status: 'unread', location, problem: '' });

/** A reader that throws has failed like any other. */
const attempt = <T>(work: () => Promise<Result<T, string>>): Promise<Result<T, string>> =>
  Promise.resolve()
    .then(work)
    .catch((error: unknown) => fail(messageOf(error)));
