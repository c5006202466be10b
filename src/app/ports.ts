import type { EngineInfo } from '../core/connection/connectionState.js';
import type { ContextList, DockerContext } from '../core/connection/dockerContext.js';
import type { EngineFailure } from '../core/connection/engineFailure.js';
import type { ProbeOutcome } from '../core/policy/probeFigures.js';
import type { CalendarEntries } from '../core/policy/schedule/calendarState.js';
import type { UsageSample } from '../core/policy/usageSample.js';
import type { ContainerRecord } from '../core/stack/containerRecord.js';
import type { SwarmRecord } from '../core/stack/swarm.js';
import type { Disposable } from '../util/disposable.js';
import type { Result } from '../util/result.js';

/** What `app` needs from the outside. Every method that waits takes a signal; an aborted call ends with reason `cancelled`. */

/** Reads the Docker CLI's contexts. Never writes. */
export interface ContextStore {
  list(): Promise<ContextList>;
}

export interface EngineConnector {
  /**
   * Opens a connection and asks the engine who it is. Ends within ten seconds, whatever the other side does; where it has to log in on
   * another machine first, within forty, not counting what a person is asked.
   *
   * @param mayAsk whether a person is there now, who may be asked; not so unless it is said
   */
  connect(
    context: DockerContext,
    signal: AbortSignal,
    mayAsk?: boolean,
  ): Promise<Result<EngineConnection, EngineFailure>>;
}

/** One event of one container. */
export interface EngineEvent {
  /** Such as `start`, `die`, `destroy`, `health_status`. */
  readonly action: string;
  readonly containerId: string;
  readonly project: string;
  readonly service: string;
  /** The engine's time, in ns as a decimal string: more than a double can hold. */
  readonly timeNano: string;
}

export interface EventHandlers {
  onOpen(): void;
  onEvent(event: EngineEvent): void;
  onLost?(): void;
}

export interface LogLine {
  readonly containerId: string;
  readonly stream: 'stdout' | 'stderr';
  /** One line without its line end, at most 16 kB; hostile. */
  readonly text: string;
}

/** A line with the engine's own time of it, ms. */
export interface TimedLogLine extends LogLine {
  readonly at: number;
}

/** A shell inside a container. Bytes go through as they are. */
export interface ShellSession extends Disposable {
  onOutput(listener: (text: string) => void): Disposable;
  /** Fires once, when the shell has ended or the connection is gone. */
  onExit(listener: (exitCode: number | undefined) => void): Disposable;
  write(text: string): void;
  resize(columns: number, rows: number): void;
}

/** Bounds of a command that runs inside a container. */
export interface ExecOptions {
  /** Added to the container's own environment. */
  readonly env: Readonly<Record<string, string>>;
  /** From the first call to the exit code. The engine lets a command run on whose caller is gone: it has to end by itself. */
  readonly timeoutMs: number;
  /** Of stdout and stderr together; more is a failure. */
  readonly maxBytes: number;
}

/** How a command ended. Its output is hostile. */
export interface ExecAnswer {
  /** 126 or 127 where the container has no such program; the engine's words on it are then in `stdout`. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface EngineConnection extends Disposable {
  readonly context: DockerContext;
  readonly info: EngineInfo;

  /** Asks for a sign of life. Ends within ten seconds, whatever the other side does. */
  ping(signal: AbortSignal): Promise<Result<void, EngineFailure>>;

  /** What the engine's own clock shows, wall time in ms: it need not be this machine's. */
  readTime(signal: AbortSignal): Promise<Result<number, EngineFailure>>;

  /** Every container with Compose labels, in any state, one-offs included (marked). */
  listContainers(signal: AbortSignal): Promise<Result<readonly ContainerRecord[], EngineFailure>>;
  /** The containers that still exist among those asked for. */
  inspectContainers(
    containerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly ContainerRecord[], EngineFailure>>;
  /** Every service of the Swarm with its tasks and nodes; undefined where the engine is no manager of one. */
  listSwarm(signal: AbortSignal): Promise<Result<SwarmRecord | undefined, EngineFailure>>;
  /**
   * Calls when a service or a node of the Swarm was changed; of tasks nothing is told. Ends as `followEvents` does; on an engine that is no
   * manager only with the signal.
   */
  followSwarm(onChange: () => void, signal: AbortSignal): Promise<EngineFailure>;
  /** The engine's whole answer about one container, as formatted JSON. */
  inspectJson(containerId: string, signal: AbortSignal): Promise<Result<string, EngineFailure>>;

  /**
   * Follows events of Compose containers, `health_status` among them, from `sinceNano` on (from now when undefined).
   * `onOpen` is called once the engine has accepted the request, `onLost` when something came of which nothing can be made out, such as half a
   * line: it may have been an event of any container. Ends only with a failure: `cancelled` when the signal
   * asked for it, `interrupted` when the stream broke or ended.
   */
  followEvents(sinceNano: string | undefined, handlers: EventHandlers, signal: AbortSignal): Promise<EngineFailure>;

  /** One reading a container, all at once, with a bound on how many calls run side by side. What could not be read is left out. */
  readUsage(containerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UsageSample>>;

  /** The addresses of containers in the engine's networks, without ports. What could not be read is left out. */
  readAddresses(containerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>>;

  start(containerId: string, signal: AbortSignal): Promise<Result<void, EngineFailure>>;
  /** Stops with the container's own grace period, then starts. */
  restart(containerId: string, signal: AbortSignal): Promise<Result<void, EngineFailure>>;
  /** Stops with the container's own grace period, then removes it with its anonymous volumes. Gone already is a success. */
  stopAndRemove(containerId: string): Promise<Result<void, EngineFailure>>;

  /** Follows logs of several containers until the signal ends it. */
  followLogs(
    containerIds: readonly string[],
    options: { readonly tail: number },
    onLine: (line: LogLine) => void,
    signal: AbortSignal,
  ): Promise<Result<void, EngineFailure>>;
  /** The last lines of one container's log. */
  tailLogs(containerId: string, lines: number, signal: AbortSignal): Promise<Result<readonly LogLine[], EngineFailure>>;
  /** What one container's log has since a time (by the engine's clock, ms), oldest first: at most the last `maxLines` of it. */
  logsSince(
    containerId: string,
    sinceAt: number,
    maxLines: number,
    signal: AbortSignal,
  ): Promise<Result<readonly TimedLogLine[], EngineFailure>>;
  /** Runs a command without a terminal and without input, and waits for its end. */
  exec(
    containerId: string,
    command: readonly string[],
    options: ExecOptions,
    signal: AbortSignal,
  ): Promise<Result<ExecAnswer, EngineFailure>>;
  /** A file or folder of a container, running or not, as a tar with its owner and rights; larger than `maxBytes` is a failure. */
  getArchive(
    containerId: string,
    path: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, EngineFailure>>;
  /** Puts what is in a tar into a folder of a container, running or not. */
  putArchive(
    containerId: string,
    folder: string,
    archive: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<void, EngineFailure>>;
  openShell(containerId: string, size: { columns: number; rows: number }): Promise<Result<ShellSession, EngineFailure>>;
}

/** What a source says of one figure: a number, or why there is none. Problems may hold words of a server: hostile. */
export type SourceAnswer =
  | {
      readonly value: number;
      /** The source's own time of the point, ms; undefined where it has none. */
      readonly sourceAt: number | undefined;
      /** The source itself says that something is missing from it. */
      readonly partial: boolean;
    }
  | {
      readonly value: undefined;
      /** `absent`: it was asked, and has nothing by that name; `unreachable`: whatever else it is asked, it cannot say. */
      readonly why: 'absent' | 'unreachable' | 'no-figure';
      /** A sentence without credentials. */
      readonly problem: string;
    };

/** A value at a time, ms. */
export interface SourcePoint {
  readonly at: number;
  readonly value: number;
}

/** Wall times, ms. */
export interface PrometheusRange {
  readonly fromAt: number;
  readonly toAt: number;
  readonly stepMs: number;
}

/** How to show oneself to a server: `user:password`, or a token. */
export interface Credentials {
  readonly auth: 'basic' | 'bearer';
  readonly secret: string;
}

export interface PrometheusAccess {
  readonly url: string;
  readonly credentials: Credentials | undefined;
}

/** Where figures come from that the engine does not have. Every answer comes within five seconds and is bounded in size. */
export interface FigureSources {
  /** A query with one number as its answer, as of now. */
  prometheus(server: PrometheusAccess, query: string, signal: AbortSignal): Promise<SourceAnswer>;
  /** The same query over a time, oldest first; points without a number are left out. The failure is a sentence. */
  prometheusRange(
    server: PrometheusAccess,
    query: string,
    range: PrometheusRange,
    signal: AbortSignal,
  ): Promise<Result<readonly SourcePoint[], string>>;
  /** Several numbers of one JSON answer, by their paths, such as `queue.waiting`. */
  json(url: string, paths: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, SourceAnswer>>;
  /** Asks a health URL once. */
  probe(url: string, timeoutMs: number, signal: AbortSignal): Promise<ProbeOutcome>;
}

/** Keeps what is secret, outside of any file. */
export interface Secrets {
  get(key: string): Promise<string | undefined>;
}

/** Reads the text of a calendar, bounded in size and time. */
export interface CalendarReader {
  /**
   * A failure says why, as the end of a sentence about the calendar; it may hold words of a server, and holds no credentials.
   *
   * @param location a file's path, relative to `folder`, or an http(s) address
   * @param folder the runbook file's folder; undefined for a runbook that is no file
   */
  read(location: string, folder: string | undefined, signal: AbortSignal): Promise<Result<string, string>>;
}

/** Makes events of a calendar's text: those from a day before `now` to sixty days after it. */
export interface CalendarParser {
  /** A failure says why, as the end of a sentence about the calendar. */
  parse(text: string, timeZone: string | undefined, now: number): Promise<Result<CalendarEntries, string>>;
}

export interface Clock {
  /** Wall time, ms. */
  now(): number;
  /** Time that no setting of the clock moves, ms from an arbitrary start. Stands still in sleep on some systems. */
  monotonic(): number;
  /** Calls once, after `delayMs`; disposing it first cancels the call. */
  after(delayMs: number, callback: () => void): Disposable;
}

/** Remembers a few small values for this workspace. */
export interface WorkspaceMemory {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): Promise<void>;
}

/** Keeps one text with the workspace, such as what the rules have seen so far. */
export interface StateFile {
  /** Undefined when nothing was kept, or it cannot be read. */
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
