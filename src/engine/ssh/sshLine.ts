import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoginQuestions } from '../../app/connection/ports.js';
import type { Disposable } from '../../util/disposable.js';
import { ProgramGroup } from '../commands/programGroup.js';
import { runProgram } from '../scale/runProgram.js';
import { Askpass } from './askpass.js';
import { firstAnswer } from './firstAnswer.js';
import { PausableTimeout } from './pausableTimeout.js';
import { privateFolder, type PrivateFolder } from './privateFolder.js';
import { ProgramSocket } from './programSocket.js';
import { checkArguments, dialArguments, type Sharing, type SshEndpoint } from './sshArguments.js';
import { unaskable, withCode } from './sshFailure.js';

/** For everything but what a person is asked. A jump host or two take their time. */
const openMs = 30_000;
/** An SSH server takes ten connections over one login by default; what is more logs in anew, by ssh itself. */
const sharedAtMost = 9;
/** Between two logins: a server refuses some of those that come at once. */
const betweenLoginsMs = 150;

export interface SshParts {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Undefined where nobody may be asked now. */
  readonly questions: LoginQuestions | undefined;
}

/**
 * A login on another machine, by the system's own ssh, over which connections to its Docker engine are opened. All of them share the one
 * login where ssh can do that; Windows' cannot, and logs in for each.
 */
export class SshLine implements Disposable {
  private readonly sockets = new Set<ProgramSocket>();
  private askpass: Askpass | undefined;
  private sharing: Sharing = { kind: 'alone' };
  /** Connected, and not used yet: where every connection is a login of its own, the first is not one too many. */
  private spare: ProgramSocket | undefined;
  private lastLogin: Promise<unknown> = Promise.resolve();
  private hasEnded = false;
  private hasFailed = false;

  private constructor(
    private readonly endpoint: SshEndpoint,
    private readonly parts: SshParts,
    private readonly folder: PrivateFolder | undefined,
  ) {}

  /**
   * Logs in and hears the engine's first answer.
   *
   * @throws an error whose `code` is a SshFailureCode
   */
  static async connect(endpoint: SshEndpoint, parts: SshParts, signal: AbortSignal): Promise<SshLine> {
    const line = new SshLine(endpoint, parts, parts.platform === 'win32' ? undefined : privateFolder());
    try {
      await line.login(signal);
      return line;
    } catch (error) {
      line.dispose();
      throw error;
    }
  }

  /** False once the login is gone, or may be: a connection of it broke. */
  get isUp(): boolean {
    return !this.hasEnded && !this.hasFailed;
  }

  /**
   * One more connection to the engine. Where it cannot be opened, it fails when it is used.
   *
   * @throws where the login has ended
   */
  open(): ProgramSocket {
    const { spare } = this;
    this.spare = undefined;
    if (spare && !spare.destroyed) return spare;
    return this.start(this.sharing.kind === 'lead' ? { ...this.sharing, kind: 'join' } : this.sharing);
  }

  /** As open, for those of which there may be dozens: who needs a login of its own waits for its turn. */
  async openInTurn(): Promise<ProgramSocket> {
    if (this.sharing.kind === 'lead' && this.sockets.size < sharedAtMost) return this.open();
    const before = this.lastLogin;
    this.lastLogin = before.then(() => sleep(betweenLoginsMs, undefined, { ref: false }));
    await before;
    return this.open();
  }

  private async login(signal: AbortSignal): Promise<void> {
    const { questions } = this.parts;
    const timeout = new PausableTimeout(openMs, signal);
    try {
      if (questions && this.folder) {
        const { path } = this.folder;
        this.askpass = new Askpass(path, this.endpoint.raw, questions, (isOpen) => timeout.pause(isOpen));
      }
      this.sharing = await this.findSharing(timeout.signal);
      const first = this.start(this.sharing);
      await firstAnswer(first, timeout.signal);
      this.askpass?.succeed();
      if (this.sharing.kind === 'lead') this.keep(first);
      else this.spare = first;
    } catch (error) {
      if (timeout.hasRunOut) throw withCode('The host did not answer in time.', 'ETIMEDOUT');
      throw this.folder ? error : unaskable(error);
    } finally {
      timeout.dispose();
    }
  }

  /** The login that the others join. It holds nothing up when the process is about to end. */
  private keep(first: ProgramSocket): void {
    first.on('error', () => undefined).once('close', () => this.dispose());
    first.resume().unref();
  }

  /** A connection that the user's own ssh keeps open is used, whatever it took to log in there. */
  private async findSharing(signal: AbortSignal): Promise<Sharing> {
    if (!this.folder) return { kind: 'alone' };
    const { exitCode } = await runProgram('ssh', checkArguments(this.endpoint), { env: this.parts.env, signal });
    return exitCode === 0 ? { kind: 'theirs' } : { kind: 'lead', controlPath: join(this.folder.path, 'm') };
  }

  private start(sharing: Sharing): ProgramSocket {
    if (this.hasEnded) throw withCode('The connection over SSH ended.', 'ECONNRESET');
    const isWindows = this.parts.platform === 'win32';
    const child = spawn('ssh', [...dialArguments(this.endpoint, sharing, this.askpass !== undefined)], {
      env: { ...this.parts.env, ...this.askpass?.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Without a terminal that it could ask at, and as a group with what its configuration makes it start.
      detached: !isWindows,
      windowsHide: true,
    });
    const socket = new ProgramSocket(child, new ProgramGroup(child, this.parts.platform));
    this.sockets.add(socket);
    socket.once('error', () => (this.hasFailed = true));
    socket.once('close', () => this.sockets.delete(socket));
    return socket;
  }

  dispose(): void {
    this.hasEnded = true;
    for (const socket of this.sockets) socket.destroy();
    this.askpass?.dispose();
    this.folder?.remove();
  }
}
