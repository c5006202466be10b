import type Docker from 'dockerode';
import type {
  EngineConnection,
  EventHandlers,
  ExecAnswer,
  ExecOptions,
  LogLine,
  ShellSession,
  TimedLogLine,
} from '../../app/ports.js';
import type { EngineInfo } from '../../core/connection/connectionState.js';
import type { DockerContext } from '../../core/connection/dockerContext.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { UsageSample } from '../../core/policy/usageSample.js';
import type { ContainerRecord } from '../../core/stack/containerRecord.js';
import type { SwarmRecord } from '../../core/stack/swarm.js';
import { ok, type Result } from '../../util/result.js';
import { inspectContainers, listContainers } from '../containers/readContainers.js';
import { followEvents } from '../events/followEvents.js';
import { inspectJson } from '../lifecycle/inspectJson.js';
import { restart } from '../lifecycle/restart.js';
import { start } from '../lifecycle/start.js';
import { stopAndRemove } from '../lifecycle/stopAndRemove.js';
import { exec } from '../exec/exec.js';
import { getArchive, putArchive } from '../files/archive.js';
import { followLogs } from '../logs/followLogs.js';
import { logsSince } from '../logs/logsSince.js';
import { tailLogs } from '../logs/tailLogs.js';
import { readAddresses } from '../network/readAddresses.js';
import { openShell } from '../shell/openShell.js';
import { readUsage } from '../stats/readUsage.js';
import { followSwarm } from '../swarm/followSwarm.js';
import { listSwarm } from '../swarm/listSwarm.js';
import type { EngineLink } from './engineLink.js';
import { ping } from './ping.js';
import { readTime } from './readTime.js';

/** The open connection: each method is one function of this room over the same link. */
export class DockerodeConnection implements EngineConnection {
  constructor(
    readonly context: DockerContext,
    readonly info: EngineInfo,
    /** Bounded and cancellable calls, for this room's own pieces. */
    readonly link: EngineLink,
    /** The engine's own in its Swarm; empty where it is in none. */
    private readonly nodeId: string,
  ) {}

  /** For the scalers of this room, unbounded in time; `link.call` gives one that is bounded and can be cancelled. */
  get docker(): Docker {
    return this.link.docker;
  }

  ping(signal: AbortSignal): Promise<Result<void, EngineFailure>> {
    return ping(this.link, signal);
  }

  readTime(signal: AbortSignal): Promise<Result<number, EngineFailure>> {
    return readTime(this.link, signal);
  }

  listContainers(signal: AbortSignal): Promise<Result<readonly ContainerRecord[], EngineFailure>> {
    return listContainers(this.link, signal);
  }

  inspectContainers(
    containerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly ContainerRecord[], EngineFailure>> {
    return inspectContainers(this.link, containerIds, signal);
  }

  async listSwarm(signal: AbortSignal): Promise<Result<SwarmRecord | undefined, EngineFailure>> {
    return this.info.swarm === 'manager' ? listSwarm(this.link, this.nodeId, signal) : ok(undefined);
  }

  followSwarm(onChange: () => void, signal: AbortSignal): Promise<EngineFailure> {
    return followSwarm(this.link, onChange, signal);
  }

  inspectJson(containerId: string, signal: AbortSignal): Promise<Result<string, EngineFailure>> {
    return inspectJson(this.link, containerId, signal);
  }

  followEvents(sinceNano: string | undefined, handlers: EventHandlers, signal: AbortSignal): Promise<EngineFailure> {
    return followEvents(this.link, sinceNano, handlers, signal);
  }

  readUsage(containerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, UsageSample>> {
    return readUsage(this.link, containerIds, signal);
  }

  readAddresses(containerIds: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>> {
    return readAddresses(this.link, containerIds, signal);
  }

  start(containerId: string, signal: AbortSignal): Promise<Result<void, EngineFailure>> {
    return start(this.link, containerId, signal);
  }

  restart(containerId: string, signal: AbortSignal): Promise<Result<void, EngineFailure>> {
    return restart(this.link, containerId, signal);
  }

  stopAndRemove(containerId: string): Promise<Result<void, EngineFailure>> {
    return stopAndRemove(this.link, containerId);
  }

  followLogs(
    containerIds: readonly string[],
    options: { readonly tail: number },
    onLine: (line: LogLine) => void,
    signal: AbortSignal,
  ): Promise<Result<void, EngineFailure>> {
    return followLogs(this.link, containerIds, options, onLine, signal);
  }

  tailLogs(
    containerId: string,
    lines: number,
    signal: AbortSignal,
  ): Promise<Result<readonly LogLine[], EngineFailure>> {
    return tailLogs(this.link, containerId, lines, signal);
  }

  logsSince(
    containerId: string,
    sinceAt: number,
    maxLines: number,
    signal: AbortSignal,
  ): Promise<Result<readonly TimedLogLine[], EngineFailure>> {
    return logsSince(this.link, containerId, sinceAt, maxLines, signal);
  }

  exec(
    containerId: string,
    command: readonly string[],
    options: ExecOptions,
    signal: AbortSignal,
  ): Promise<Result<ExecAnswer, EngineFailure>> {
    return exec(this.link, containerId, command, options, signal);
  }

  getArchive(
    containerId: string,
    path: string,
    maxBytes: number,
    signal: AbortSignal,
  ): Promise<Result<Uint8Array, EngineFailure>> {
    return getArchive(this.link, containerId, path, maxBytes, signal);
  }

  putArchive(
    containerId: string,
    folder: string,
    archive: Uint8Array,
    signal: AbortSignal,
  ): Promise<Result<void, EngineFailure>> {
    return putArchive(this.link, containerId, folder, archive, signal);
  }

  openShell(
    containerId: string,
    size: { columns: number; rows: number },
  ): Promise<Result<ShellSession, EngineFailure>> {
    return openShell(this.link, containerId, size);
  }

  dispose(): void {
    this.link.dispose();
  }
}
