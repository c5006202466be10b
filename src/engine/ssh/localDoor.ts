import { randomBytes } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { pipeline, type Duplex } from 'node:stream';
import type { Disposable } from '../../util/disposable.js';
import { privateFolder } from './privateFolder.js';
import type { SshLine } from './sshLine.js';

/**
 * Others wait: with what Scalebook itself has open it is as many as a server takes over one login. The Docker CLI and Compose keep two idle
 * connections at most, so that one becomes free.
 */
const servedAtOnce = 4;

/** A socket of this machine behind which is the engine of another: programs that know only sockets use the login that is there. */
export class LocalDoor implements Disposable {
  private readonly open = new Set<Socket>();
  private readonly waiting: Socket[] = [];
  private served = 0;

  private constructor(
    /** As DOCKER_HOST has it. */
    readonly address: string,
    private readonly server: Server,
    private readonly remove: () => void,
  ) {}

  static async open(line: SshLine, platform: NodeJS.Platform = process.platform): Promise<LocalDoor> {
    const { path, address, remove } = platform === 'win32' ? pipe() : socket();
    const server = createServer({ allowHalfOpen: true }, (caller) => door.arrive(caller, line));
    const door = new LocalDoor(address, server, remove);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, resolve);
    });
    server.unref();
    return door;
  }

  private arrive(caller: Socket, line: SshLine): void {
    this.open.add(caller);
    caller.once('close', () => this.open.delete(caller)).on('error', () => undefined);
    this.waiting.push(caller);
    this.next(line);
  }

  private next(line: SshLine): void {
    if (this.served >= servedAtOnce) return;
    const caller = this.waiting.shift();
    if (!caller) return;
    // Gone while it waited.
    if (caller.destroyed) return this.next(line);
    this.served += 1;
    const end = (engine?: Duplex): void => {
      engine?.destroy();
      caller.destroy();
      this.served -= 1;
      this.next(line);
    };
    line.openInTurn().then(
      (engine) => pipeline(caller, engine, caller, () => end(engine)),
      () => end(),
    );
  }

  dispose(): void {
    this.server.close();
    for (const caller of this.open) caller.destroy();
    this.remove();
  }
}

interface Place {
  readonly path: string;
  readonly address: string;
  readonly remove: () => void;
}

function socket(): Place {
  const folder = privateFolder();
  const path = join(folder.path, 'd');
  return { path, address: `unix://${path}`, remove: folder.remove };
}

/** Pipes have no folder; a name that nobody can guess stands for it. */
function pipe(): Place {
  const path = `//./pipe/scalebook-ssh-${process.pid}-${randomBytes(16).toString('hex')}`;
  return { path, address: `npipe://${path}`, remove: () => undefined };
}
