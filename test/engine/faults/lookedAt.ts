import { stackStatuses, statusesOf } from '../../../src/core/policy/stackStatus.js';
import type { ConnectionState } from '../../../src/core/connection/connectionState.js';
import type { Replica } from '../../../src/core/stack/replica.js';
import { statusBarText } from '../../../src/view/statusBar.js';
import { LivePieces } from '../policy/livePieces.js';
import type { ComposeProject } from '../support/composeProject.js';
import { simpleRunbook } from './simpleRunbook.js';

/** One project as a window sees it that looks at it, from the connection to the level and the status bar. */
export class LookedAt {
  readonly live: LivePieces;
  /** What the connection went through, each phase once, in order. */
  readonly phases: string[] = [];
  /** Levels that were shown of the service `web` while something was shown at all, each with the phase of the connection. */
  readonly shown: string[] = [];

  constructor(
    host: string,
    private readonly project: Pick<ComposeProject, 'name' | 'folder'>,
  ) {
    this.live = LivePieces.at(host, [{ runbook: simpleRunbook, folder: project.folder }]);
    this.live.store.onDidChange(() => {
      if (this.phase !== this.phases.at(-1)) this.phases.push(this.phase);
      const shown = `${this.phase} ${this.level ?? 'nothing'}`;
      if (shown !== this.shown.at(-1)) this.shown.push(shown);
    });
  }

  get connection(): ConnectionState {
    return this.live.store.state.connection;
  }

  get phase(): ConnectionState['phase'] {
    return this.connection.phase;
  }

  /** Why there is no connection. */
  get reason(): string | undefined {
    return this.connection.phase === 'failed' ? this.connection.failure.reason : undefined;
  }

  /** Of the service `web`, as the tree shows it; undefined while the service is not shown. */
  get level(): string | undefined {
    const statuses = stackStatuses(this.live.store.state, Date.now()).filter(
      ({ stack }) => stack.name === this.project.name,
    );
    return statuses.flatMap(statusesOf).find(({ service }) => service.name === 'web')?.level;
  }

  get statusBar(): string {
    return statusBarText(this.live.store.state, Date.now(), { folders: [] }).text;
  }

  replicas(service = 'web'): readonly Replica[] {
    const stack = this.live.store.state.snapshot?.stacks.find(({ name }) => name === this.project.name);
    return stack?.services.find(({ name }) => name === service)?.replicas ?? [];
  }

  /** Such as `1 running`. */
  get states(): readonly string[] {
    return this.replicas().map(({ number, state }) => `${number} ${state}`);
  }

  stop(): void {
    this.live.stop();
  }
}
