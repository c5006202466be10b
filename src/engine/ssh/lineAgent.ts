import { Agent } from 'node:http';
import { Duplex } from 'node:stream';
import type { SshLine } from './sshLine.js';

type Create = Parameters<Agent['createConnection']>;

/** Calls over a login on another machine: few connections, which are kept, since a new one costs more than an idle one. */
export class CallAgent extends Agent {
  constructor(
    private readonly line: SshLine,
    maxSockets: number,
  ) {
    super({ keepAlive: true, maxSockets });
  }

  /** Not by the callback: Node counts only connections that it has. */
  override createConnection(): Duplex {
    try {
      return this.line.open();
    } catch (error) {
      return failing(asError(error));
    }
  }
}

/** Streams over it: a connection each, as many as there are. */
export class StreamAgent extends Agent {
  constructor(private readonly line: SshLine) {
    super({ keepAlive: false });
  }

  override createConnection(...[, done]: Create): undefined {
    this.line.openInTurn().then(
      (socket) => done?.(null, socket),
      (error: unknown) => done?.(asError(error), undefined as never),
    );
  }
}

/** Node asks for a connection in the middle of other things, where nobody would catch an error, and listens for one only later. */
function failing(error: Error): Duplex {
  const socket = new Duplex({ read: () => undefined, write: (_chunk, _encoding, done) => done() });
  setImmediate(() => socket.destroy(error));
  return socket;
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
