import type { EngineInfo } from '../core/connection/connectionState.js';
import type { ContextList, DockerContext } from '../core/connection/dockerContext.js';
import type { EngineFailure } from '../core/connection/engineFailure.js';
import type { CalendarEntries } from '../core/policy/schedule/calendarState.js';
import type { UsageSample } from '../core/policy/usageSample.js';
import type { ServicePlan, Step } from '../core/scaling/plan.js';
import type { ComposeOrigin, ContainerRecord } from '../core/stack/containerRecord.js';
import type { Disposable } from '../util/disposable.js';
import type { Result } from '../util/result.js';

/** What `app` needs from the outside. Every method that waits takes a signal; an aborted call ends with reason `cancelled`. */

/** Reads the Docker CLI's contexts. Never writes. */
export interface ContextStore {
  list(): Promise<ContextList>;
}

export interface EngineConnector {
  /** Opens a connection and asks the engine who it is. Ends within ten seconds, whatever the other side does. */
  connect(context: DockerContext, signal: AbortSignal): Promise<Result<EngineConnection, EngineFailure>>;
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

export interface LogLine {
  readonly containerId: string;
  readonly stream: 'stdout' | 'stderr';
  /** One line without its line end, at most 16 kB; hostile. */
  readonly text: string;
}

/** A shell inside a container. Bytes go through as they are. */
export interface ShellSession extends Disposable {
  onOutput(listener: (text: string) => void): Disposable;
  /** Fires once, when the shell has ended or the connection is gone. */
  onExit(listener: (exitCode: number | undefined) => void): Disposable;
  write(text: string): void;
  resize(columns: number, rows: number): void;
}

export interface EngineConnection extends Disposable {
  readonly context: DockerContext;
  readonly info: EngineInfo;

  /** Every container with Compose labels, in any state, one-offs included (marked). */
  listContainers(signal: AbortSignal): Promise<Result<readonly ContainerRecord[], EngineFailure>>;
  /** The containers that still exist among those asked for. */
  inspectContainers(
    containerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly ContainerRecord[], EngineFailure>>;
  /** The engine's whole answer about one container, as formatted JSON. */
  inspectJson(containerId: string, signal: AbortSignal): Promise<Result<string, EngineFailure>>;

  /**
   * Follows events of Compose containers, `health_status` among them, from `sinceNano` on (from now when undefined).
   * `onOpen` is called once the engine has accepted the request. Ends only with a failure: `cancelled` when the signal
   * asked for it, `interrupted` when the stream broke or ended.
   */
  followEvents(
    sinceNano: string | undefined,
    handlers: { onOpen(): void; onEvent(event: EngineEvent): void },
    signal: AbortSignal,
  ): Promise<EngineFailure>;

  /** One reading a container, all at once, with a bound on how many calls run side by side. What could not be read is left out. */
  readUsage(containerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UsageSample>>;

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
  openShell(containerId: string, size: { columns: number; rows: number }): Promise<Result<ShellSession, EngineFailure>>;
}

export interface ScaleStepFailure {
  /** The step that failed; undefined when the failure is not about one replica. */
  readonly step: Step | undefined;
  readonly failure: EngineFailure;
}

/** Tells when a step begins and when it is done, with the id of the container it made or changed. */
export type StepListener = (step: Step, phase: 'begun' | 'done', containerId: string | undefined) => void;

/**
 * Carries out the `create`, `start` and `remove` steps of one plan, each replica started but not yet waited for. A replica
 * whose start fails is removed again. On abort it begins no further step and lets those under way end.
 */
export interface Scaler {
  apply(
    connection: EngineConnection,
    plan: ServicePlan,
    onStep: StepListener,
    signal: AbortSignal,
  ): Promise<Result<void, ScaleStepFailure>>;
}

/** What the Compose scaler can say before it is chosen. */
export interface ComposeScaler extends Scaler {
  /** A sentence why this service cannot be scaled by `docker compose` from this machine, or undefined when it can. */
  whyNot(connection: EngineConnection, origin: ComposeOrigin | undefined, project: string): Promise<string | undefined>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly durationMs: number;
}

/** One bounded GET; redirects are not followed. */
export interface HttpProbe {
  get(url: string, timeoutMs: number, signal: AbortSignal): Promise<Result<HttpAnswer, string>>;
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
  /** Calls once, after `delayMs`; disposing it first cancels the call. */
  after(delayMs: number, callback: () => void): Disposable;
}

/** Remembers a few small values for this workspace. */
export interface WorkspaceMemory {
  get(key: string): string | undefined;
  set(key: string, value: string | undefined): Promise<void>;
}

export interface Log {
  info(message: string): void;
  warn(message: string): void;
}
