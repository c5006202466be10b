import { unexpected, type EngineFailure } from '../../core/connection/engineFailure.js';
import type { ContainerRecord } from '../../core/stack/containerRecord.js';
import { buildSnapshot } from '../../core/stack/snapshot.js';
import { emptySnapshot } from '../../core/stack/stack.js';
import type { SwarmRecord } from '../../core/stack/swarm.js';
import type { Disposable } from '../../util/disposable.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { Clock, EngineConnection, EngineEvent } from '../ports.js';
import type { LiveStore } from './liveStore.js';
import { SwarmFeed } from './swarmFeed.js';

/** Events of this long are handled together: a scaling makes several for each replica. */
const gatherMs = 100;
/** With more containers than this touched at once, one list is cheaper than asking for each. */
const listFromContainers = 40;

/** Keeps the snapshot of one connection true: one full list, then only the containers that events name. */
export class StackFeed {
  /** The time of the last event seen, to resume from after a break. */
  lastEventNano: string | undefined;
  /** True once a full list has come in over this connection. */
  synced = false;

  private readonly records = new Map<string, ContainerRecord>();
  private readonly swarmFeed: SwarmFeed | undefined;
  private swarm: SwarmRecord | undefined;
  private readonly touched = new Set<string>();
  /** An event of an unknown container was lost. */
  private lost = false;
  private timer: Disposable | undefined;
  private reading = false;
  private broken: EngineFailure | undefined;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly ended = new AbortController();

  constructor(
    readonly connection: EngineConnection,
    private readonly store: LiveStore,
    private readonly clock: Clock,
  ) {
    if (connection.info.swarm !== 'manager') return;
    this.swarmFeed = new SwarmFeed(connection, store, clock, async () => this.endUnless(await this.refreshSwarm()));
  }

  /** Runs until the stream breaks or the signal ends it, and returns why. */
  async run(sinceNano: string | undefined, signal: AbortSignal): Promise<EngineFailure> {
    const end = (): void => this.ended.abort();
    signal.addEventListener('abort', end);
    this.swarmFeed?.start();
    try {
      const failure = await this.connection.followEvents(
        sinceNano,
        {
          // The list is asked for only once events flow, so that nothing can happen unseen in between.
          onOpen: () => void this.refreshAll().then((listed) => this.endUnless(listed)),
          onEvent: (event) => this.take(event),
          onLost: () => {
            this.lost = true;
            this.gather();
          },
        },
        this.ended.signal,
      );
      return this.broken ?? failure;
    } finally {
      signal.removeEventListener('abort', end);
      this.timer?.dispose();
      this.swarmFeed?.dispose();
      this.ended.abort();
    }
  }

  /** The same as `refreshAll`, for somebody who looks: where it fails, what is shown does not stay. */
  async readAnew(): Promise<void> {
    this.endUnless(await this.refreshAll());
  }

  /** Reads every container and every task anew. */
  refreshAll(): Promise<Result<void, EngineFailure>> {
    return this.inTurn(async () => {
      if (this.isOver()) return fail(this.interrupted());
      const listed = await this.connection.listContainers(this.ended.signal);
      if (!listed.ok) return this.failed(listed.error);
      const swarm = this.swarmFeed ? await this.connection.listSwarm(this.ended.signal) : ok(undefined);
      if (!swarm.ok) return this.failed(swarm.error);
      if (this.isOver()) return fail(this.interrupted());
      this.records.clear();
      for (const record of listed.value) this.records.set(record.containerId, record);
      this.synced = true;
      this.takeSwarm(swarm.value);
      return ok(undefined);
    });
  }

  private refreshSwarm(): Promise<Result<void, EngineFailure>> {
    return this.inTurn(async () => {
      if (this.isOver()) return fail(this.interrupted());
      const swarm = await this.connection.listSwarm(this.ended.signal);
      if (!swarm.ok) return this.failed(swarm.error);
      if (this.isOver()) return fail(this.interrupted());
      this.takeSwarm(swarm.value);
      return ok(undefined);
    });
  }

  private takeSwarm(swarm: SwarmRecord | undefined): void {
    this.swarm = swarm;
    this.publish();
    if (swarm) this.swarmFeed?.listed(swarm);
  }

  /** Reads some containers anew; those that are gone leave the snapshot. */
  refresh(containerIds: readonly string[]): Promise<Result<void, EngineFailure>> {
    if (containerIds.length > listFromContainers) return this.refreshAll();
    return this.inTurn(async () => {
      if (this.isOver()) return fail(this.interrupted());
      const found = await this.connection.inspectContainers(containerIds, this.ended.signal);
      if (!found.ok) return this.failed(found.error);
      if (this.isOver()) return fail(this.interrupted());
      for (const id of containerIds) this.records.delete(id);
      for (const record of found.value) this.records.set(record.containerId, record);
      this.publish();
      return ok(undefined);
    });
  }

  private take(event: EngineEvent): void {
    this.lastEventNano = event.timeNano;
    this.touched.add(event.containerId);
    this.gather();
  }

  /** While an engine is slower than its events, they wait and go together: never more than one reading of them is under way. */
  private gather(): void {
    const isNews = this.lost || this.touched.size > 0;
    if (this.timer || this.reading || !isNews || this.isOver()) return;
    this.timer = this.clock.after(gatherMs, () => {
      this.timer = undefined;
      const [all, ids] = [this.lost, [...this.touched]];
      this.lost = false;
      this.touched.clear();
      this.reading = true;
      void (all ? this.refreshAll() : this.refresh(ids)).then((read) => {
        this.reading = false;
        this.endUnless(read);
        this.gather();
      });
    });
  }

  /** A reading that failed leaves the snapshot behind the truth: connecting again brings it back. */
  private endUnless(read: Result<void, EngineFailure>): void {
    if (!read.ok) this.giveUp(read.error);
  }

  /** Ends it, for that reason. */
  giveUp(failure: EngineFailure): void {
    if (this.isOver()) return;
    this.broken = failure;
    this.ended.abort();
  }

  private isOver(): boolean {
    return this.ended.signal.aborted;
  }

  /** What is cut off when it ends was cancelled by nobody. */
  private failed(failure: EngineFailure): Result<never, EngineFailure> {
    return fail(this.isOver() ? this.interrupted() : failure);
  }

  private interrupted(): EngineFailure {
    return {
      reason: 'interrupted',
      address: this.connection.context.endpoint.raw,
      detail: 'the connection was closed',
    };
  }

  /** One reading at a time, so that an older answer never overwrites a newer one. */
  private inTurn(work: () => Promise<Result<void, EngineFailure>>): Promise<Result<void, EngineFailure>> {
    const { raw } = this.connection.context.endpoint;
    const result = this.queue.then(work).catch((error: unknown) => fail(unexpected(error, raw)));
    this.queue = result;
    return result;
  }

  private publish(): void {
    if (this.isOver()) return;
    const { context, info } = this.connection;
    const before = this.store.state.snapshot ?? emptySnapshot;
    const snapshot = buildSnapshot([...this.records.values()], before, this.swarm);
    const connection = this.store.state.connection;
    const connected = connection.phase === 'connected' && connection.info === info;
    if (connected && this.store.state.snapshot === snapshot) return;
    this.store.update({ snapshot, connection: connected ? connection : { phase: 'connected', context, info } });
  }
}
