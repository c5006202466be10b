import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { ProgramGroup } from '../commands/programGroup.js';
import { sshFailure, startFailure } from './sshFailure.js';

const maxStderrCharacters = 16_000;

/** A program's stdin and stdout as one connection, as Node's HTTP wants it. To destroy it ends the program. */
export class ProgramSocket extends Duplex {
  private stderr = '';

  constructor(
    private readonly child: ChildProcessWithoutNullStreams,
    private readonly group: ProgramGroup,
  ) {
    super({ allowHalfOpen: true });
    child.stdout.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) child.stdout.pause();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr = (this.stderr + text).slice(-maxStderrCharacters);
    });
    // Whoever closes its stdin is about to end, and says why then.
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => undefined);
    child.once('error', (error) => this.destroy(startFailure(error)));
    child.once('close', (exitCode) => {
      group.ended();
      if (exitCode === 0) this.push(null);
      else this.destroy(sshFailure({ exitCode: exitCode ?? undefined, stderr: this.stderr }));
    });
  }

  override _read(): void {
    this.child.stdout.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.child.stdin.write(chunk, encoding, () => done());
  }

  override _final(done: () => void): void {
    this.child.stdin.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.child.stdin.destroy();
    this.group.end();
    done(error);
  }

  /** As HTTP's agent asks of a socket that nobody uses: it does not keep the process alive. */
  unref(): this {
    this.child.unref();
    for (const stream of this.pipes()) stream.unref();
    return this;
  }

  ref(): this {
    this.child.ref();
    for (const stream of this.pipes()) stream.ref();
    return this;
  }

  private pipes(): readonly Socket[] {
    return [this.child.stdin, this.child.stdout, this.child.stderr].filter((stream) => stream instanceof Socket);
  }

  /** A pipe has none of a network's settings. */
  setKeepAlive = (): this => this;
  setNoDelay = (): this => this;
  setTimeout = (): this => this;
}
