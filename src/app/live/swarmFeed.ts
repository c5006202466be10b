import { isRunning } from '../../core/scaling/change.js';
import type { SwarmRecord } from '../../core/stack/swarm.js';
import type { Disposable } from '../../util/disposable.js';
import type { Clock, EngineConnection } from '../ports.js';
import type { LiveStore } from './liveStore.js';

/** While tasks come or go: nothing tells of them. */
const movingMs = 2000;
/** Events of this long are one: a scaling makes several. */
const gatherMs = 100;

/**
 * Says when a Swarm has to be listed anew: when one of its services or nodes was changed, and from time to time, as a manager is told nothing of
 * the tasks on other nodes.
 */
export class SwarmFeed implements Disposable {
  private timer: Disposable | undefined;
  private isGathering = false;
  private readonly ended = new AbortController();

  constructor(
    private readonly connection: EngineConnection,
    private readonly store: LiveStore,
    private readonly clock: Clock,
    /** Ends once it has been listed. */
    private readonly list: () => Promise<void>,
  ) {}

  start(): void {
    const changed = (): void => {
      if (this.isGathering) return;
      this.isGathering = true;
      this.schedule(gatherMs);
    };
    // Where the stream breaks, so does the one of the containers, and that one ends the connection.
    void this.connection.followSwarm(changed, this.ended.signal);
  }

  /** What was just listed tells when to look again. */
  listed(record: SwarmRecord): void {
    // What changed while it was being listed is listed by the event's own turn.
    if (this.isGathering || record.services.length === 0) return;
    const { changes, readingIntervalMs } = this.store.state;
    const moves = changes.some(isRunning) || record.services.some(isMoving);
    this.schedule(moves ? movingMs : Math.max(movingMs, readingIntervalMs));
  }

  private schedule(delayMs: number): void {
    if (this.ended.signal.aborted) return;
    this.timer?.dispose();
    this.timer = this.clock.after(delayMs, () => {
      this.timer = undefined;
      this.isGathering = false;
      void this.list();
    });
  }

  dispose(): void {
    this.ended.abort();
    this.timer?.dispose();
  }
}

const isMoving = ({ tasks, swarm }: SwarmRecord['services'][number]): boolean =>
  tasks.length !== swarm.wanted || tasks.some(({ state }) => state === 'created' || state === 'removing');
