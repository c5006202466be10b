import { Journal } from '../../../../src/app/operations/journal.js';
import { WatchAfter } from '../../../../src/app/operations/after/watchAfter.js';
import { Demand } from '../../../../src/app/live/demand.js';
import type { JournalEvent } from '../../../../src/core/operation/journalEvent.js';
import type { Measured } from '../../../../src/core/operation/run/measured.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { Level } from '../../../../src/core/policy/level.js';
import { measuredOf, measuredService } from '../../support/measured.js';
import { endedOperation } from '../../support/teamOperations.js';
import { decisionOf, signalOf } from '../../support/signals.js';
import { web } from './runnerWorld.js';
import { inMemory, World } from './world.js';

export const minute = 60_000;
export const calm: Measured = measuredOf(measuredService('web', { title: 'web' }));

/** A watch of an hour with six looks, over a session whose rules say what a test sets. */
export class Watching extends World {
  level: Level = 'normal';
  /** Whether anything answers the demand for figures. */
  answers = true;
  events: JournalEvent[] = [];
  told: string[] = [];
  full = false;
  /** What was told of as not written down. */
  readonly lost: string[] = [];
  /** A line that is not on the disk when the window is killed. */
  stuck = false;
  policy = { settleMs: 0, watchMs: 60 * minute, watchEveryMs: 10 * minute, remindMs: 0 };
  readonly rules = new Demand();
  readonly journal: Journal;
  private made: WatchAfter | undefined;

  constructor(
    readonly kept = inMemory(),
    operations: readonly Operation[] = [],
    private readonly somethingLeft = false,
  ) {
    super();
    this.add('here', web(1), web(2), web(3));
    this.store.update({ operations, runbooksRead: true });
    const append = (line: string): Promise<void> => {
      if (this.stuck) return new Promise(() => undefined);
      if (this.full) return Promise.reject(new Error('no space left'));
      this.events.push(JSON.parse(line) as JournalEvent);
      return Promise.resolve();
    };
    this.journal = new Journal({ read: () => Promise.resolve(undefined), append }, this.store);
    this.rules.onDidChange(() => void this.decide());
  }

  get after(): WatchAfter {
    return (this.made ??= new WatchAfter(
      this.journal,
      this.store,
      [this.session.demand, this.rules],
      this.clock,
      this.kept,
      () => this.policy,
      ({ id }, worsened) => this.told.push(`${id}: ${worsened.map(({ title, to }) => `${title} ${to}`).join()}`),
      this.log,
      { tell: (what, error) => this.lost.push(`${what.lost}: ${String(error)}`) },
      this.somethingLeft,
    ));
  }

  /** What the rules say, a moment after somebody wants to know. */
  async decide(): Promise<void> {
    await this.store.until(({ snapshot }) => snapshot !== undefined, new AbortController().signal);
    if (!this.rules.wanted || !this.answers) return;
    const { level } = this;
    const signals = [signalOf('cpu-average', level === 'unknown' ? undefined : 50, { level })];
    const policies = new Map([
      ['compose:shop/web', { signals, decision: decisionOf(), againstFewer: [], decidedAt: this.clock.now() }],
    ]);
    this.store.update({ policies });
  }

  /** An operation that has just ended here. */
  async ended(made = endedOperation('one', 'done', calm)): Promise<void> {
    this.store.update({ operations: [made, ...this.store.state.operations] });
    await this.after.ended(made);
  }

  get journaled(): readonly string[] {
    return this.events.map((event) => {
      const at = Math.round((event.at - 1_000_000) / minute);
      if (event.event === 'watch-begun') return `${at} begun until ${(event.until - 1_000_000) / minute}`;
      if (event.event === 'watch-ended') return `${at} ended ${event.verdict}`;
      if (event.event !== 'watch-look') return event.event;
      const { worsened, blind } = event.look;
      return `${at} ${worsened.length > 0 ? 'worse' : blind.length > 0 ? 'blind' : 'calm'}`;
    });
  }
}
