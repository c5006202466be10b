import type { Endpoint, TlsFiles } from '../../core/connection/dockerContext.js';
import { BoundedAgent, BoundedSecureAgent } from './boundedAgent.js';
import { EngineHttp, type HttpAddress } from './engineHttp.js';
import { EngineLink } from './engineLink.js';

/** A link to an endpoint; nothing is opened before the first call. */
export function linkTo(endpoint: Exclude<Endpoint, { transport: 'ssh' }>): EngineLink {
  const tls = endpoint.transport === 'tcp' ? endpoint.tls : undefined;
  const agent = tls ? new BoundedSecureAgent(tlsOptions(tls)) : new BoundedAgent();
  const http = new EngineHttp(addressOf(endpoint), { calls: agent, streams: agent }, new AbortController().signal);
  return new EngineLink(endpoint, http, () => agent.destroy());
}

function addressOf(endpoint: Exclude<Endpoint, { transport: 'ssh' }>): HttpAddress {
  return endpoint.transport === 'tcp'
    ? { host: endpoint.host, port: endpoint.port, secure: endpoint.tls !== undefined }
    : { socketPath: endpoint.path };
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
