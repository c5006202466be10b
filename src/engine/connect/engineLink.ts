import Docker from 'dockerode';
import { setMaxListeners } from 'node:events';
import type { Endpoint } from '../../core/connection/dockerContext.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Disposable } from '../../util/disposable.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { ByteStream, EngineHttp } from './engineHttp.js';
import { boundedText, toEngineFailure } from './failure.js';

/** How long a stream may take until the engine has accepted it. */
const STREAM_OPEN_TIMEOUT_MS = 10_000;

export interface Door extends Disposable {
  readonly address: string;
}

/** The way to one engine: every call through it is bounded in time, can be cancelled, and ends when the link is disposed of. */
export class EngineLink implements Disposable {
  private readonly ended = new AbortController();
  /** Its calls end only with the link. */
  readonly docker: Docker;
  private door: Promise<Door> | undefined;

  constructor(
    readonly endpoint: Endpoint,
    private readonly http: EngineHttp,
    /** Lets go of all sockets. */
    private readonly closeSockets: () => void,
    /** Opens a socket of this machine that leads to the engine; undefined where programs get there by themselves. */
    private readonly openDoor?: () => Promise<Door>,
  ) {
    this.docker = dockerOver(http.until(this.ended.signal));
  }

  /** Where programs of this machine reach the engine through this link, as DOCKER_HOST has it; undefined where they need no such way. */
  async localAddress(): Promise<string | undefined> {
    if (!this.openDoor) return undefined;
    this.door ??= this.openDoor();
    const door = await this.door;
    if (this.ended.signal.aborted) door.dispose();
    return door.address;
  }

  /** Fires when the link is disposed of, for what lives longer than one call. */
  get endSignal(): AbortSignal {
    return this.ended.signal;
  }

  /**
   * A few calls with one outcome. It ends within `timeoutMs` (when given) even if `work` does not; what `work` asks of its
   * `docker` is then given up too.
   */
  async call<T>(
    bounds: { readonly signal?: AbortSignal; readonly timeoutMs?: number },
    work: (docker: Docker) => Promise<T>,
  ): Promise<Result<T, EngineFailure>> {
    const bound = this.bind(bounds.signal, bounds.timeoutMs);
    try {
      return ok(await bound.untilAborted(work(dockerOver(this.http.until(bound.signal)))));
    } catch (error) {
      return fail(this.failure(bound.why(), error));
    } finally {
      bound.release();
    }
  }

  /** Reads a stream to its end. Only its opening is bounded in time. Undefined when it ended by itself. */
  async readStream(
    signal: AbortSignal,
    open: (http: EngineHttp) => Promise<ByteStream>,
    handlers: { onOpen?(): void; onChunk(chunk: Uint8Array): void },
  ): Promise<EngineFailure | undefined> {
    const bound = this.bind(signal, STREAM_OPEN_TIMEOUT_MS);
    try {
      const stream = await bound.untilAborted(open(this.http.until(bound.signal)));
      bound.stopTimer();
      handlers.onOpen?.();
      for await (const chunk of stream) handlers.onChunk(chunk);
      return bound.why() === undefined ? undefined : this.failure(bound.why(), undefined);
    } catch (error) {
      return this.failure(bound.why(), error);
    } finally {
      bound.release();
    }
  }

  dispose(): void {
    this.ended.abort();
    // One that could not be opened was told of where it was wanted.
    void this.door?.then((door) => door.dispose()).catch(() => undefined);
    this.closeSockets();
  }

  private failure(why: 'cancelled' | 'timed-out' | undefined, error: unknown): EngineFailure {
    const address = this.endpoint.raw;
    if (why === 'cancelled') return { reason: why, address, detail: 'Cancelled.' };
    if (why === 'timed-out') return { reason: why, address, detail: boundedText('The engine did not answer in time.') };
    return toEngineFailure(error, address);
  }

  /** A signal that follows the caller's, the link's end and the clock, and that lets go of all three. */
  private bind(outer: AbortSignal | undefined, timeoutMs: number | undefined) {
    const controller = new AbortController();
    let why: 'cancelled' | 'timed-out' | undefined;
    const stop = (reason: 'cancelled' | 'timed-out'): void => {
      why ??= reason;
      controller.abort();
    };
    const cancel = (): void => stop('cancelled');
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => stop('timed-out'), timeoutMs);
    const sources = outer ? [outer, this.ended.signal] : [this.ended.signal];
    // Dozens of calls side by side are the rule here, and Node would take them for a leak.
    setMaxListeners(0, controller.signal, ...sources);
    for (const source of sources) source.addEventListener('abort', cancel, { once: true });
    if (sources.some((source) => source.aborted)) cancel();
    return {
      signal: controller.signal,
      why: () => why,
      stopTimer: () => clearTimeout(timer),
      /** The work's outcome, or a rejection as soon as the signal fires. */
      untilAborted: <T>(work: Promise<T>): Promise<T> =>
        new Promise<T>((resolve, reject) => {
          const onAbort = (): void => reject(new Error('aborted'));
          if (controller.signal.aborted) onAbort();
          controller.signal.addEventListener('abort', onAbort, { once: true });
          work.then(resolve, reject).finally(() => controller.signal.removeEventListener('abort', onAbort));
        }),
      release: () => {
        clearTimeout(timer);
        for (const source of sources) source.removeEventListener('abort', cancel);
      },
    };
  }
}

function dockerOver(http: EngineHttp): Docker {
  const options: Docker.DockerOptions & { modem: EngineHttp } = { modem: http };
  return new Docker(options);
}
