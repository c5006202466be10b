import { Agent, type AgentOptions } from 'node:http';
import { Agent as SecureAgent, type AgentOptions as SecureAgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';

const CONNECT_TIMEOUT_MS = 5000;
/** Idle sockets are closed before the proxies of Docker Desktop and of firewalls do so at a moment of theirs. */
const IDLE_TIMEOUT_MS = 15_000;

const KEPT_ALIVE = { keepAlive: true, keepAliveMsecs: 10_000, maxFreeSockets: 32, timeout: IDLE_TIMEOUT_MS };

/** Keeps connections for the next calls, and gives up on one that does not come about. */
export class BoundedAgent extends Agent {
  constructor(options: AgentOptions = {}) {
    super({ ...KEPT_ALIVE, ...options });
  }

  override createConnection(...args: Parameters<Agent['createConnection']>): Duplex | null | undefined {
    return boundConnect(super.createConnection(...args), 'connect');
  }
}

/** The same over TLS, where the handshake is part of it. */
export class BoundedSecureAgent extends SecureAgent {
  constructor(options: SecureAgentOptions) {
    super({ ...KEPT_ALIVE, ...options });
  }

  override createConnection(...args: Parameters<SecureAgent['createConnection']>): Duplex | null | undefined {
    return boundConnect(super.createConnection(...args), 'secureConnect');
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
