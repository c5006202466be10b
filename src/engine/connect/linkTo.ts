import type { Endpoint, TlsFiles } from '../../core/connection/dockerContext.js';
import { BoundedAgent, BoundedSecureAgent } from './boundedAgent.js';
import { EngineHttp } from './engineHttp.js';
import { EngineLink } from './engineLink.js';

type Reachable = Exclude<Endpoint, { transport: 'ssh' }>;

/** A link to an endpoint; nothing is opened before the first call. */
export function linkTo(endpoint: Reachable): EngineLink {
  const agent = agentFor(endpoint);
  const isSecure = agent instanceof BoundedSecureAgent;
  const http = new EngineHttp({ calls: agent, streams: agent, isSecure }, new AbortController().signal);
  return new EngineLink(endpoint, http, () => agent.destroy());
}

function agentFor(endpoint: Reachable): BoundedAgent | BoundedSecureAgent {
  if (endpoint.transport !== 'tcp') return new BoundedAgent({ path: endpoint.path });
  const { host, port, tls } = endpoint;
  return tls ? new BoundedSecureAgent({ host, port }, tlsOptions(tls)) : new BoundedAgent({ host, port });
}

function tlsOptions({ ca, cert, key, skipVerify }: TlsFiles) {
  return {
    // Without a CA of its own the context relies on the machine's.
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    rejectUnauthorized: !skipVerify,
  };
}
