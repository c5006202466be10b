import { isUnderWay } from '../../core/operation/operation.js';
import { lockKey } from '../../core/operation/operationLock.js';
import type { DatabaseConnections } from '../../core/policy/connectionsOf.js';
import { freshPolicy } from '../../core/policy/stackStatus.js';
import { runbookService, type Runbook } from '../../core/runbook/runbook.js';
import { isRunning } from '../../core/scaling/change.js';
import { mayDrift } from '../../core/scaling/guards/driftGuard.js';
import { addedReplicas, createdReplicas, goesUp, type GuardedChange } from '../../core/scaling/guards/guardedChange.js';
import type { Footprint, GuardFacts, Held, ServiceFacts } from '../../core/scaling/guards/guardFacts.js';
import type { MeanUse } from '../../core/scaling/guards/replicaNeeds.js';
import type { HostRoom } from '../../core/scaling/hostRoom.js';
import { hostRoomOf, withUseOfContainers } from '../../core/scaling/host/hostRoomOf.js';
import { noTexts } from '../../core/scaling/host/machineTexts.js';
import type { Stack } from '../../core/stack/stack.js';
import { fail, type Result } from '../../util/result.js';
import type { LiveStore } from '../live/liveStore.js';
import type { Clock, EngineConnection } from '../ports.js';
import { readDatabase } from './guards/readDatabase.js';
import { readDrift } from './guards/readDrift.js';
import { readMachine } from './guards/readMachine.js';
import { readUse, type ReplicaUse } from './guards/readUse.js';
import { within } from './guards/within.js';
import type { GuardSources, ServiceLocks } from './ports.js';

/** One part; the machine is asked in several containers in turn. */
const partMs = 3000;
const allMs = 5000;

/** What a person has set. */
export interface GuardSettings {
  /** Names of contexts, in which `*` stands for any characters. */
  protectedContexts(): readonly string[];
  /** In an untrusted workspace nothing is run, neither in a container nor here. */
  mayRun(): boolean;
}

/** Gathers what the guards of an operation look at: all at once, within five seconds, and what cannot be told stays unknown. Changes nothing. */
export class GuardReader {
  constructor(
    private readonly store: LiveStore,
    private readonly sources: () => Promise<GuardSources>,
    private readonly locks: ServiceLocks,
    private readonly settings: GuardSettings,
    private readonly clock: Clock,
  ) {}

  async read(
    stack: Stack,
    runbook: Runbook,
    changes: readonly GuardedChange[],
    connection: EngineConnection,
    outer: AbortSignal,
  ): Promise<GuardFacts> {
    const signal = AbortSignal.any([outer, AbortSignal.timeout(allMs)]);
    const grows = changes.some((change) => addedReplicas(change) > 0);
    const [machine, use, database, services] = await Promise.all([
      grows ? this.machine(connection, stack, signal) : hostRoomOf(noTexts, connection.info),
      grows ? this.use(connection, signal) : new Map<string, ReplicaUse>(),
      opensConnections(changes, runbook) ? this.database(connection, stack, runbook, signal) : undefined,
      Promise.all(changes.map(async (change) => this.service(change, stack, connection, signal))),
    ]);
    return {
      context: connection.context.name,
      protectedContexts: this.settings.protectedContexts(),
      stack,
      runbook,
      changes,
      host: withContainers(machine, use),
      use: new Map(stack.services.map(({ name, replicas }) => [name, meanUse(replicas, use)])),
      services: new Map(services),
      database,
      now: this.clock.now(),
    };
  }

  private async service(
    change: GuardedChange,
    stack: Stack,
    connection: EngineConnection,
    signal: AbortSignal,
  ): Promise<readonly [string, ServiceFacts]> {
    const { plan } = change;
    const service = stack.services.find(({ name }) => name === change.service);
    const sourceId = createdReplicas(change) > 0 ? plan.sourceContainerId : undefined;
    const [held, footprint, drift] = await Promise.all([
      this.held(connection, plan.serviceId, signal),
      sourceId === undefined ? undefined : this.footprint(connection, sourceId, signal),
      mayDrift(plan)
        ? within(partMs, signal, undefined, async (part) =>
            readDrift(await this.sources(), connection, service, plan, this.settings.mayRun(), part),
          )
        : undefined,
    ]);
    const policy = freshPolicy(this.store.state, { id: plan.serviceId }, this.clock.now());
    return [change.service, { service, held, footprint, drift, refusals: policy?.againstFewer }];
  }

  private async held(connection: EngineConnection, serviceId: string, signal: AbortSignal): Promise<Held | undefined> {
    const { operations, changes } = this.store.state;
    // Services of the same name on another context are others.
    const here = operations
      .filter((operation) => isUnderWay(operation) && operation.plan.context === connection.context.name)
      .find(({ plan }) => plan.services.some((each) => each.serviceId === serviceId));
    if (here) return { holder: '', operation: here.id };
    if (changes.some((change) => isRunning(change) && change.plan.serviceId === serviceId))
      return { holder: '', operation: undefined };
    const key = lockKey(connection, serviceId);
    const holder = await within(partMs, signal, undefined, async () => this.locks.holderOf(key));
    return holder === undefined ? undefined : { holder, operation: undefined };
  }

  private machine(connection: EngineConnection, stack: Stack, signal: AbortSignal): Promise<HostRoom> {
    const nothing = hostRoomOf(noTexts, connection.info);
    return this.settings.mayRun()
      ? within(allMs, signal, nothing, (part) => readMachine(connection, stack, this.clock, part))
      : Promise.resolve(nothing);
  }

  private use(connection: EngineConnection, signal: AbortSignal): Promise<ReadonlyMap<string, ReplicaUse>> {
    const { state } = this.store;
    const replicas = (state.snapshot?.stacks ?? []).flatMap(({ services }) =>
      services.flatMap((each) => each.replicas),
    );
    const nothing: ReadonlyMap<string, ReplicaUse> = new Map();
    return within(partMs, signal, nothing, (part) => readUse(replicas, state, connection, this.clock, part));
  }

  private footprint(connection: EngineConnection, id: string, signal: AbortSignal): Promise<Footprint | undefined> {
    return within(partMs, signal, undefined, async (part) => {
      const read = await (await this.sources()).footprint(connection, id, part);
      return read.ok ? read.value : undefined;
    });
  }

  private database(
    connection: EngineConnection,
    stack: Stack,
    runbook: Runbook,
    signal: AbortSignal,
  ): Promise<Result<DatabaseConnections, string>> {
    if (!this.settings.mayRun()) return Promise.resolve(fail('nothing is asked from an untrusted workspace'));
    const late = fail(`no answer within ${partMs / 1000} s`);
    return within<Result<DatabaseConnections, string>>(partMs, signal, late, (part) =>
      readDatabase(connection, stack, runbook, part),
    );
  }
}

const opensConnections = (changes: readonly GuardedChange[], runbook: Runbook): boolean =>
  runbook.postgres !== undefined &&
  changes.some(
    (change) => goesUp(change) && runbookService(runbook, change.service)?.connectionsPerReplica !== undefined,
  );

function withContainers(room: HostRoom, use: ReadonlyMap<string, ReplicaUse>): HostRoom {
  if (use.size === 0) return room;
  const known = [...use.values()];
  return withUseOfContainers(room, {
    memoryBytes: known.reduce((sum, { memoryBytes = 0 }) => sum + memoryBytes, 0),
    cpus: known.reduce((sum, { cpus = 0 }) => sum + cpus, 0),
  });
}

function meanUse(replicas: readonly { readonly containerId: string }[], use: ReadonlyMap<string, ReplicaUse>): MeanUse {
  const known = replicas.flatMap(({ containerId }) => use.get(containerId) ?? []);
  const mean = (values: readonly (number | undefined)[]): number | undefined => {
    const told = values.filter((value) => value !== undefined);
    return told.length === 0 ? undefined : told.reduce((sum, value) => sum + value, 0) / told.length;
  };
  return { memoryBytes: mean(known.map(({ memoryBytes }) => memoryBytes)), cpus: mean(known.map(({ cpus }) => cpus)) };
}
