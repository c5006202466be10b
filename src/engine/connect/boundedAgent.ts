import { Agent } from 'node:http';
import { Agent as SecureAgent, type AgentOptions as SecureAgentOptions } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';

const CONNECT_TIMEOUT_MS = 5000;
/** Idle sockets are closed before the proxies of Docker Desktop and of firewalls do so at a moment of theirs. */
const IDLE_TIMEOUT_MS = 15_000;

const KEPT_ALIVE = { keepAlive: true, keepAliveMsecs: 10_000, maxFreeSockets: 32, timeout: IDLE_TIMEOUT_MS };

/** Where an agent connects to, whatever the request says: a socket's or pipe's path, or a host. */
export type HttpTarget = { readonly path: string } | { readonly host: string; readonly port: number };

/** Keeps connections for the next calls, and gives up on one that does not come about. */
export class BoundedAgent extends Agent {
  constructor(private readonly target: HttpTarget) {
    super(KEPT_ALIVE);
  }

  override createConnection(...[asked, done]: Parameters<Agent['createConnection']>): Duplex | null | undefined {
    const options = { ...asked, path: undefined, socketPath: undefined, ...this.target };
    return boundConnect(super.createConnection(options, done), 'connect');
  }
}

/** The same over TLS, where the handshake is part of it. */
export class BoundedSecureAgent extends SecureAgent {
  constructor(
    private readonly target: { readonly host: string; readonly port: number },
    options: SecureAgentOptions,
  ) {
    super({ ...KEPT_ALIVE, ...options });
  }

  override createConnection(...[asked, done]: Parameters<SecureAgent['createConnection']>): Duplex | null | undefined {
    // TLS has no names that are addresses.
    const servername = isIP(this.target.host) ? '' : this.target.host;
    const options = { ...asked, path: undefined, socketPath: undefined, servername, ...this.target };
    return boundConnect(super.createConnection(options, done), 'secureConnect');
  }
}

function boundConnect<T extends Duplex | null | undefined>(socket: T, done: 'connect' | 'secureConnect'): T {
  if (!socket) return socket;
  const giveUp = (): void => {
    socket.destroy(Object.assign(new Error('No connection within 5 seconds.'), { code: 'ETIMEDOUT' }));
  };
  const timer = setTimeout(giveUp, CONNECT_TIMEOUT_MS);
  const stop = (): void => clearTimeout(timer);
  socket.once(done, stop).once('close', stop);
  return socket;
}
