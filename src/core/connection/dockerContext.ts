/** Where an engine listens. `raw` is the address as the user wrote it, for display. */
export type Endpoint =
  | { readonly transport: 'unix' | 'npipe'; readonly path: string; readonly raw: string }
  | {
      readonly transport: 'tcp';
      readonly host: string;
      readonly port: number;
      readonly tls: TlsFiles | undefined;
      readonly raw: string;
    }
  | {
      readonly transport: 'ssh';
      readonly host: string;
      readonly port: number | undefined;
      readonly user: string | undefined;
      /** Of the engine on the other side, where it is not the usual one. */
      readonly socketPath: string | undefined;
      readonly raw: string;
    };

/** PEM material for TCP with TLS; a part that the context does not give is undefined. */
export interface TlsFiles {
  readonly ca: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
  readonly skipVerify: boolean;
}

/** A Docker context, as the Docker CLI would list it. */
export interface DockerContext {
  readonly name: string;
  readonly description: string;
  /** A context whose stored address cannot be understood is kept, with the reason, so that it is listed and not lost. */
  readonly endpoint: Endpoint | { readonly transport: 'invalid'; readonly raw: string; readonly problem: string };
}

/** Why the Docker CLI would use this context now. */
export type CurrentBecause = 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'docker-config' | 'default';

export interface ContextList {
  readonly contexts: readonly DockerContext[];
  readonly current: { readonly name: string; readonly because: CurrentBecause };
  /** Sentences about parts of the store that could not be read. */
  readonly problems: readonly string[];
}

/** True when the engine shares this machine's network, so that `localhost` in a health URL means the engine's machine. */
export function isLocal(endpoint: DockerContext['endpoint']): boolean {
  switch (endpoint.transport) {
    case 'unix':
    case 'npipe':
      return true;
    case 'tcp':
    case 'ssh':
      return /^(localhost|127(\.\d+){3}|::1)$/.test(endpoint.host);
    case 'invalid':
      return false;
  }
}
