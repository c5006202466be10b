import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as pause } from 'node:timers/promises';
import type { ShellSession } from '../../app/ports.js';
import type { Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';
import type { EngineLink } from '../connect/engineLink.js';

const CALL_TIMEOUT_MS = 10_000;
/** Ctrl+C for what runs in the shell, then Ctrl+D for the shell itself, which drops what was typed before it is ready again. */
const LEAVE = ['\x03', '\x04', '\x04'];
const LEAVE_PAUSE_MS = 150;
/** The stream ends a moment before the engine has the exit code. */
const EXIT_CODE_ATTEMPTS = 10;
const EXIT_CODE_PAUSE_MS = 50;

/** A shell that runs as an `exec` of the engine, over the socket that the engine handed over. */
export class ExecShell implements ShellSession {
  private readonly output = new Emitter<string>();
  private readonly exit = new Emitter<number | undefined>();
  private readonly decoder = new StringDecoder('utf8');
  private readonly closeNow = (): void => {
    this.socket.destroy();
  };

  constructor(
    private readonly link: EngineLink,
    private readonly execId: string,
    private readonly socket: Duplex,
  ) {
    socket.on('data', (bytes: Buffer) => this.output.fire(this.decoder.write(bytes)));
    // What an error ends is told by `close`.
    socket.on('error', () => undefined);
    socket.once('end', () => socket.destroy());
    socket.once('close', () => void this.ended());
    // Held back until somebody listens.
    socket.pause();
    link.endSignal.addEventListener('abort', this.closeNow, { once: true });
  }

  onOutput(listener: (text: string) => void): Disposable {
    const subscription = this.output.event(listener);
    this.socket.resume();
    return subscription;
  }

  onExit(listener: (exitCode: number | undefined) => void): Disposable {
    return this.exit.event(listener);
  }

  write(text: string): void {
    if (this.socket.writable) this.socket.write(text);
  }

  resize(columns: number, rows: number): void {
    // A shell that has just ended cannot be resized, and nobody misses it.
    void this.link.call({ timeoutMs: CALL_TIMEOUT_MS }, (docker) =>
      docker.getExec(this.execId).resize({ w: columns, h: rows }),
    );
  }

  /** The engine lets an `exec` run on when its client is gone, so the shell is asked to leave first. */
  dispose(): void {
    this.output.dispose();
    this.exit.dispose();
    if (this.socket.destroyed) return;
    this.socket.resume();
    void this.leave();
  }

  private async leave(): Promise<void> {
    for (const key of LEAVE) {
      this.write(key);
      await pause(LEAVE_PAUSE_MS);
    }
    this.socket.destroy();
  }

  private async ended(): Promise<void> {
    this.link.endSignal.removeEventListener('abort', this.closeNow);
    const rest = this.decoder.end();
    if (rest) this.output.fire(rest);
    this.exit.fire(await this.exitCode());
    this.exit.dispose();
    this.output.dispose();
  }

  /** The stream of a killed engine ends like that of a shell that left: only the engine's word counts. */
  private async exitCode(): Promise<number | undefined> {
    for (let attempt = 0; attempt < EXIT_CODE_ATTEMPTS; attempt++) {
      const asked = await this.link.call({ timeoutMs: CALL_TIMEOUT_MS }, (docker) =>
        docker.getExec(this.execId).inspect(),
      );
      if (!asked.ok) return undefined;
      if (!asked.value.Running) return asked.value.ExitCode ?? undefined;
      await pause(EXIT_CODE_PAUSE_MS);
    }
    return undefined;
  }
}
