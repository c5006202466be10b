import type {
  EngineConnection,
  EventHandlers,
  ExecAnswer,
  ExecOptions,
  LogLine,
  ShellSession,
  TimedLogLine,
} from '../../../../src/app/ports.js';
import type { EngineInfo } from '../../../../src/core/connection/connectionState.js';
import type { DockerContext } from '../../../../src/core/connection/dockerContext.js';
import type { EngineFailure, EngineFailureReason } from '../../../../src/core/connection/engineFailure.js';
import type { UsageSample } from '../../../../src/core/policy/usageSample.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import type { SwarmRecord } from '../../../../src/core/stack/swarm.js';
import { fail, ok, type Result } from '../../../../src/util/result.js';

type Call = 'ping' | 'time' | 'swarm' | 'list' | 'inspect' | 'usage' | 'restart' | 'logs' | 'exec' | 'archive';

export const failure = (reason: EngineFailureReason, detail: string = reason): EngineFailure => ({
  reason,
  address: 'fake',
  detail,
});

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

/** A connection to containers that a test keeps in a map; each kind of call can be held back or made to fail. */
export class FakeConnection implements EngineConnection {
  info: EngineInfo = {
    id: 'e1',
    name: 'fake',
    version: '27.0.0',
    apiVersion: '1.45',
    cpus: 4,
    memoryBytes: 8e9,
    swarm: 'none',
  };
  /** Every call in order, such as `list`, `inspect a b`. */
  readonly calls: string[] = [];
  readonly failures = new Map<Call, EngineFailure>();
  /** Answers held calls even after their signal has fired, as an answer does that was on its way already. */
  deaf = false;
  disposed = 0;
  pings = 0;
  opensAtOnce = true;
  sinceNano: string | undefined;
  /** What the engine's clock shows. */
  time: () => number = () => Date.now();
  samples: ReadonlyMap<string, UsageSample> = new Map();
  log: readonly string[] = [];
  /** With their times, of each container. */
  timedLog: (containerId: string) => readonly Omit<TimedLogLine, 'containerId'>[] = () => [];
  addresses: ReadonlyMap<string, readonly string[]> = new Map();
  swarm: SwarmRecord | undefined;
  /** Tells of a changed service or node. */
  tellSwarm: () => void = () => undefined;
  /** What a command answers. */
  onExec: (command: readonly string[], options: ExecOptions) => ExecAnswer = () => ({
    exitCode: 0,
    stdout: '',
    stderr: '',
  });
  onRestart: (containerId: string) => void = () => undefined;
  /** What can be taken out of a container, by path. */
  readonly files = new Map<string, Uint8Array>();
  onPut: (containerId: string, folder: string, archive: Uint8Array) => void = () => undefined;
  private readonly ended = new AbortController();
  private readonly gates = new Map<Call, Promise<void>>();
  private stream: EventHandlers | undefined;
  private endStream: ((why: EngineFailure) => void) | undefined;

  constructor(
    readonly context: DockerContext,
    readonly containers: Map<string, ContainerRecord>,
  ) {}

  /** Calls of this kind answer only after the returned function is called; what they answer is read when they are made. */
  hold(call: Call): () => void {
    let release = (): void => undefined;
    this.gates.set(call, new Promise((resolve) => (release = resolve)));
    return () => {
      this.gates.delete(call);
      release();
    };
  }

  get streaming(): boolean {
    return this.stream !== undefined;
  }

  open(): void {
    this.stream?.onOpen();
  }

  emit(record: ContainerRecord, timeNano = '1', action = 'start'): void {
    const { containerId, project, service } = record;
    this.stream?.onEvent({ action, containerId, project, service, timeNano });
  }

  /** Something comes that cannot be read. */
  lose(): void {
    this.stream?.onLost?.();
  }

  /** Puts containers in place and tells of them. */
  put(...records: readonly ContainerRecord[]): void {
    for (const record of records) {
      this.containers.set(record.containerId, record);
      this.emit(record);
    }
  }

  breakStream(why = failure('interrupted')): void {
    this.endStream?.(why);
  }

  /** Not among the calls: it comes every ten seconds. */
  ping(signal: AbortSignal): Promise<Result<void, EngineFailure>> {
    this.pings += 1;
    return this.answer('ping', undefined, undefined, signal);
  }

  /** Not among the calls. */
  readTime(signal: AbortSignal): Promise<Result<number, EngineFailure>> {
    return this.answer('time', undefined, this.time(), signal);
  }

  async listContainers(signal: AbortSignal): Promise<Result<readonly ContainerRecord[], EngineFailure>> {
    return this.answer('list', 'list', [...this.containers.values()], signal);
  }

  async inspectContainers(
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly ContainerRecord[], EngineFailure>> {
    const found = ids.flatMap((id) => this.containers.get(id) ?? []);
    return this.answer('inspect', `inspect ${ids.map((id) => id.replace(/0+$/, '')).join(' ')}`, found, signal);
  }

  listSwarm(signal: AbortSignal): Promise<Result<SwarmRecord | undefined, EngineFailure>> {
    return this.answer('swarm', 'swarm', this.swarm, signal);
  }

  followSwarm(onChange: () => void, signal: AbortSignal): Promise<EngineFailure> {
    this.tellSwarm = onChange;
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(failure('cancelled'))));
  }

  inspectJson(): Promise<Result<string, EngineFailure>> {
    return Promise.resolve(ok('{}'));
  }

  followEvents(sinceNano: string | undefined, handlers: EventHandlers, signal: AbortSignal): Promise<EngineFailure> {
    this.calls.push('events');
    this.sinceNano = sinceNano;
    this.stream = handlers;
    return new Promise((resolve) => {
      this.endStream = (why) => {
        this.stream = undefined;
        resolve(why);
      };
      signal.addEventListener('abort', () => this.endStream?.(failure('cancelled')));
      if (this.opensAtOnce) handlers.onOpen();
    });
  }

  async readUsage(ids: readonly string[]): Promise<ReadonlyMap<string, UsageSample>> {
    this.calls.push(`usage ${ids.map((id) => id.replace(/0+$/, '')).join(' ')}`.trim());
    const answer = new Map([...this.samples].filter(([id]) => ids.includes(id)));
    await this.gates.get('usage');
    return answer;
  }

  start(): Promise<Result<void, EngineFailure>> {
    return Promise.resolve(ok(undefined));
  }

  async restart(containerId: string, signal: AbortSignal): Promise<Result<void, EngineFailure>> {
    const answer = await this.answer('restart', `restart ${containerId.replace(/0+$/, '')}`, undefined, signal);
    if (answer.ok) this.onRestart(containerId);
    return answer;
  }

  stopAndRemove(): Promise<Result<void, EngineFailure>> {
    return Promise.resolve(ok(undefined));
  }

  followLogs(): Promise<Result<void, EngineFailure>> {
    return Promise.resolve(ok(undefined));
  }

  async tailLogs(
    containerId: string,
    lines: number,
    signal: AbortSignal,
  ): Promise<Result<readonly LogLine[], EngineFailure>> {
    const last = this.log.slice(-lines).map((text): LogLine => ({ containerId, stream: 'stdout', text }));
    return this.answer('logs', `logs ${lines}`, last, signal);
  }

  async logsSince(
    containerId: string,
    sinceAt: number,
    maxLines: number,
    signal: AbortSignal,
  ): Promise<Result<readonly TimedLogLine[], EngineFailure>> {
    const all = this.timedLog(containerId).slice(-maxLines);
    const since = all.filter(({ at }) => at >= sinceAt).map((line) => ({ ...line, containerId }));
    return this.answer('logs', `logs since ${sinceAt}`, since, signal);
  }

  readAddresses(ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    return Promise.resolve(new Map([...this.addresses].filter(([id]) => ids.includes(id))));
  }

  async exec(
    containerId: string,
    command: readonly string[],
    options: ExecOptions,
    signal: AbortSignal,
  ): Promise<Result<ExecAnswer, EngineFailure>> {
    const told = `exec ${containerId.replace(/0+$/, '')} ${command.at(-1) ?? ''}`;
    return this.answer('exec', told, this.onExec(command, options), signal);
  }

  async getArchive(
    containerId: string,
    path: string,
    _maxBytes: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, EngineFailure>> {
    const told = `get ${path}`;
    const file = this.files.get(path);
    return file
      ? this.answer('archive', told, file, signal)
      : fail(failure('not-found', `${containerId} has no ${path}`));
  }

  async putArchive(
    containerId: string,
    folder: string,
    archive: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<void, EngineFailure>> {
    const answer = await this.answer('archive', `put ${folder}`, undefined, signal);
    if (answer.ok) this.onPut(containerId, folder, archive);
    return answer;
  }

  openShell(): Promise<Result<ShellSession, EngineFailure>> {
    return Promise.resolve(fail(failure('refused')));
  }

  /** As with the real one, whatever is under way then ends as `cancelled`. */
  dispose(): void {
    this.disposed += 1;
    this.ended.abort();
  }

  private async answer<T>(
    call: Call,
    told: string | undefined,
    value: T,
    signal: AbortSignal,
  ): Promise<Result<T, EngineFailure>> {
    if (told !== undefined) this.calls.push(told);
    const stop = AbortSignal.any([signal, this.ended.signal]);
    const gate = this.gates.get(call);
    await (this.deaf || !gate ? gate : Promise.race([gate, aborted(stop)]));
    const problem = this.failures.get(call);
    if (problem) return fail(problem);
    return !this.deaf && stop.aborted ? fail(failure('cancelled')) : ok(value);
  }
}
