import { ContextChoice } from '../../../../src/app/connection/contextChoice.js';
import { EngineSession } from '../../../../src/app/connection/engineSession.js';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import type { EngineConnection, EngineConnector, WorkspaceMemory } from '../../../../src/app/ports.js';
import type { ContextList, DockerContext, Endpoint } from '../../../../src/core/connection/dockerContext.js';
import type { EngineFailure } from '../../../../src/core/connection/engineFailure.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';
import { FakeConnection } from './fakeConnection.js';
import { ManualClock, settle } from './manualClock.js';

const socket: Endpoint = { transport: 'unix', path: '/var/run/docker.sock', raw: 'unix:///var/run/docker.sock' };

export const dockerContext = (name: string, endpoint: DockerContext['endpoint'] = socket): DockerContext => ({
  name,
  description: '',
  endpoint,
});

export function inMemory(values: Record<string, string> = {}): WorkspaceMemory {
  const stored = new Map(Object.entries(values));
  return {
    get: (key) => stored.get(key),
    set: (key, value) => {
      if (value === undefined) stored.delete(key);
      else stored.set(key, value);
      return Promise.resolve();
    },
  };
}

/** A session over engines that are maps of containers, one for each context, and a clock that stands still. */
export class World {
  readonly clock = new ManualClock();
  /** The session's own: a connection is asked for a sign of life for as long as it is there. */
  readonly sessionClock = this.clock.apart();
  readonly store = new LiveStore();
  readonly memory = inMemory();
  readonly warnings: string[] = [];
  readonly infos: string[] = [];
  readonly log = {
    info: (message: string): void => void this.infos.push(message),
    warn: (message: string): void => void this.warnings.push(message),
  };
  contexts: ContextList = {
    contexts: [dockerContext('here'), dockerContext('there')],
    current: { name: 'here', because: 'default' },
    problems: [],
  };
  list: () => Promise<ContextList> = () => Promise.resolve(this.contexts);
  readonly choice = new ContextChoice({ list: () => this.list() }, this.memory);
  readonly engines: Readonly<Record<string, Map<string, ContainerRecord>>> = { here: new Map(), there: new Map() };
  /** The contexts that a connection was asked for, in order. */
  readonly attempts: string[] = [];
  readonly connections: FakeConnection[] = [];
  /** While set, every attempt fails with it. */
  refusal: EngineFailure | undefined;
  prepare: (connection: FakeConnection) => void = () => undefined;
  connect: EngineConnector['connect'] = (context) => Promise.resolve(this.answer(context));
  loadConnector: () => Promise<EngineConnector> = () =>
    Promise.resolve({ connect: (...asked) => this.connect(...asked) });
  readonly session = new EngineSession(
    () => this.loadConnector(),
    this.choice,
    this.store,
    this.sessionClock,
    this.log,
    () => 0,
  );

  answer(context: DockerContext): Result<EngineConnection, EngineFailure> {
    this.attempts.push(context.name);
    if (this.refusal) return fail(this.refusal);
    const connection = new FakeConnection(context, this.engines[context.name] ?? new Map<string, ContainerRecord>());
    connection.time = () => this.clock.now();
    this.connections.push(connection);
    this.prepare(connection);
    return ok(connection);
  }

  /** The latest connection. */
  get connection(): FakeConnection {
    const last = this.connections.at(-1);
    if (!last) throw new Error('there was no connection yet');
    return last;
  }

  get phase(): string {
    return this.store.state.connection.phase;
  }

  /** The containers of the snapshot, short and sorted; undefined when there is no snapshot. */
  get shown(): readonly string[] | undefined {
    return this.store.state.snapshot?.stacks.flatMap((stack) =>
      stack.services.flatMap((service) => service.replicas.map((replica) => replica.containerId.replace(/0+$/, ''))),
    );
  }

  add(context: string, ...records: readonly ContainerRecord[]): void {
    for (const record of records) this.engines[context]?.set(record.containerId, record);
  }

  /** Takes a lease on the session and lets it connect. */
  async connected(): Promise<FakeConnection> {
    this.session.demand.acquire();
    await settle();
    return this.connection;
  }
}
