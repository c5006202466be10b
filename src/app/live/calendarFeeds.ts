import type { CalendarState } from '../../core/policy/schedule/calendarState.js';
import type { LoadedRunbook } from '../../core/runbook/loadedRunbook.js';
import { DisposableStore, type Disposable } from '../../util/disposable.js';
import type { CalendarParser, CalendarReader, Clock } from '../ports.js';
import { CalendarFeed } from './calendarFeed.js';
import type { Demand } from './demand.js';
import type { LiveStore } from './liveStore.js';

interface Following {
  readonly feed: CalendarFeed;
  readonly pieces: Disposable;
}

/** Reads the calendars of every runbook file that names some, while somebody looks, and puts what is known of them into the live state. */
export class CalendarFeeds implements Disposable {
  /** By the runbook's folder: the same file name is another calendar elsewhere. */
  private readonly feeds = new Map<string, Following>();
  private readonly disposables = new DisposableStore();
  private runbooks: readonly LoadedRunbook[] | undefined;

  constructor(
    private readonly demand: Demand,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    private readonly reader: CalendarReader,
    private readonly parser: CalendarParser,
  ) {
    this.disposables.add(store.onDidChange(({ runbooks }) => this.follow(runbooks)));
    this.follow(store.state.runbooks);
  }

  private follow(runbooks: readonly LoadedRunbook[]): void {
    if (runbooks === this.runbooks) return;
    this.runbooks = runbooks;
    const wanted = runbooks.filter(({ runbook }) => runbook.schedule.calendars.length > 0);
    for (const [folder, { pieces }] of this.feeds) {
      if (wanted.some((loaded) => loaded.folder === folder)) continue;
      pieces.dispose();
      this.feeds.delete(folder);
    }
    for (const { runbook, folder } of wanted) {
      const { calendars, timeZone } = runbook.schedule;
      const { feed } = this.feeds.get(folder) ?? this.begin(folder);
      feed.follow({ locations: calendars, folder, timeZone });
    }
    this.publish();
  }

  private begin(folder: string): Following {
    const pieces = new DisposableStore();
    const feed = pieces.add(new CalendarFeed(this.demand, this.reader, this.parser, this.clock));
    pieces.add(feed.onDidChange(() => this.publish()));
    const following = { feed, pieces };
    this.feeds.set(folder, following);
    return following;
  }

  private publish(): void {
    const calendars = new Map(
      [...this.feeds].map(([folder, { feed }]): [string, CalendarState] => [folder, feed.state]),
    );
    if (calendars.size > 0 || this.store.state.calendars.size > 0) this.store.update({ calendars });
  }

  dispose(): void {
    this.disposables.dispose();
    for (const { pieces } of this.feeds.values()) pieces.dispose();
  }
}
