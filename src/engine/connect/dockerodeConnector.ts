import * as z from 'zod';
import type { LoginQuestions } from '../../app/connection/ports.js';
import type { EngineConnection, EngineConnector } from '../../app/ports.js';
import type { EngineInfo } from '../../core/connection/connectionState.js';
import type { DockerContext } from '../../core/connection/dockerContext.js';
import type { EngineFailure, EngineFailureReason } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import { withCertificateSeen } from './clientCertificate.js';
import { DockerodeConnection } from './dockerodeConnection.js';
import type { EngineLink } from './engineLink.js';
import { boundedText } from './failure.js';
import { linkTo } from './linkTo.js';
import { SshLinks } from './sshLinks.js';

/** Ends within the ten seconds that the port promises, with some left for a busy machine. */
const TOTAL_TIMEOUT_MS = 9000;
/** The first version with one-shot statistics: Engine 20.10. */
const OLDEST_API = { major: 1, minor: 41 };

const versionSchema = z.object({ Version: z.string(), ApiVersion: z.string().regex(/^\d{1,3}\.\d{1,4}$/) });
const infoSchema = z.object({
  ID: z.string().nullish(),
  Name: z.string().nullish(),
  NCPU: z.number().nonnegative().nullish(),
  MemTotal: z.number().nonnegative().nullish(),
  Swarm: z
    .object({
      LocalNodeState: z.string().nullish(),
      ControlAvailable: z.boolean().nullish(),
      NodeID: z.string().nullish(),
    })
    .nullish()
    .catch(undefined),
});

/** Connects to the engine of a context: by a socket, a pipe, TCP with or without TLS, or a login over SSH. */
export class DockerodeConnector implements EngineConnector {
  private readonly sshLinks: SshLinks;

  /** @param env what ssh is run in */
  constructor(
    env: NodeJS.ProcessEnv,
    private readonly questions: LoginQuestions | undefined,
  ) {
    this.sshLinks = new SshLinks(env);
  }

  async connect(
    context: DockerContext,
    signal: AbortSignal,
    mayAsk = false,
  ): Promise<Result<EngineConnection, EngineFailure>> {
    const { endpoint } = context;
    if (endpoint.transport === 'invalid') return refuse('context-invalid', endpoint.raw, endpoint.problem);
    const linked =
      endpoint.transport === 'ssh'
        ? await this.sshLinks.link(endpoint, mayAsk ? this.questions : undefined, signal)
        : ok(linkTo(endpoint));
    if (!linked.ok) return linked;
    const link = linked.value;
    const info = await askWhoItIs(link, signal);
    if (info.ok) return ok(new DockerodeConnection(context, info.value.info, link, info.value.nodeId));
    link.dispose();
    return endpoint.transport === 'tcp' ? fail(withCertificateSeen(info.error, endpoint.tls)) : info;
  }
}

/** `nodeId` is its own in a Swarm; empty where it is in none. */
interface WhoItIs {
  readonly info: EngineInfo;
  readonly nodeId: string;
}

async function askWhoItIs(link: EngineLink, signal: AbortSignal): Promise<Result<WhoItIs, EngineFailure>> {
  const address = link.endpoint.raw;
  const asked = await link.call({ signal, timeoutMs: TOTAL_TIMEOUT_MS }, async (docker) => {
    // One after the other: the second takes the first one's connection, and a refusal is told once.
    const version: unknown = await docker.version();
    const info: unknown = await docker.info();
    return { version: versionSchema.safeParse(version), info: infoSchema.safeParse(info) };
  });
  if (!asked.ok) {
    // Something answers in HTTP and knows no /version: it is not an engine.
    return asked.error.reason === 'not-found' ? fail({ ...asked.error, reason: 'refused' }) : asked;
  }
  const { version, info } = asked.value;
  if (!version.success || !info.success) {
    return refuse('refused', address, 'What answers there does not answer as a Docker Engine does.');
  }
  const { Version, ApiVersion } = version.data;
  if (isTooOld(ApiVersion)) {
    const detail = `The engine speaks API ${ApiVersion}; ${OLDEST_API.major}.${OLDEST_API.minor} or newer is needed.`;
    return refuse('api-too-old', address, detail);
  }
  const { ID, Name, NCPU, MemTotal, Swarm } = info.data;
  const part = Swarm?.ControlAvailable ? 'manager' : 'worker';
  return ok({
    info: {
      id: ID ?? '',
      name: Name ?? '',
      version: Version,
      apiVersion: ApiVersion,
      cpus: NCPU ?? 0,
      memoryBytes: MemTotal ?? 0,
      swarm: Swarm?.LocalNodeState === 'active' ? part : 'none',
    },
    nodeId: Swarm?.NodeID ?? '',
  });
}

function isTooOld(apiVersion: string): boolean {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  return major < OLDEST_API.major || (major === OLDEST_API.major && minor < OLDEST_API.minor);
}

const refuse = (reason: EngineFailureReason, address: string, detail: string) =>
  fail<EngineFailure>({ reason, address, detail: boundedText(detail) });
