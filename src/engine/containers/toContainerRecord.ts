import type { ContainerRecord } from '../../core/stack/containerRecord.js';
import type { PublishedPort, ReplicaState } from '../../core/stack/replica.js';
import { boundedText } from '../connect/failure.js';
import { wallTimeMs } from '../wallTimeMs.js';
import { cloneObstacles } from './cloneObstacles.js';
import { composeIdentity } from './composeLabels.js';
import { inspectAnswerSchema, type InspectAnswer } from './inspectAnswer.js';
import { replicaHealth, replicaHealthCheck } from './replicaHealth.js';
import { replicaLimits } from './replicaLimits.js';

/** Whether a container in this state has ended, so that its exit code means something. */
const HAS_ENDED = {
  created: false,
  running: false,
  paused: false,
  restarting: true,
  removing: true,
  exited: true,
  dead: true,
} as const satisfies Record<ReplicaState, boolean>;

/** The engine's answer about one container as a record; undefined for what is no container of Compose's or makes no sense. */
export function toContainerRecord(inspectJson: unknown): ContainerRecord | undefined {
  const parsed = inspectAnswerSchema.safeParse(inspectJson);
  if (!parsed.success) return undefined;
  const answer = parsed.data;
  const identity = composeIdentity(answer.Config.Labels);
  const state = answer.State.Status;
  if (!identity || !isReplicaState(state)) return undefined;
  const name = answer.Name.replace(/^\//, '');
  const error = boundedText(answer.State.Error ?? '');
  // A container that could not be started stays `created`, with the code that runc ended with.
  const hasEnded = HAS_ENDED[state] || (state === 'created' && error !== '');
  return {
    ...identity,
    containerId: answer.Id,
    name,
    state,
    health: replicaHealth(answer.State.Health?.Status),
    healthCheck: replicaHealthCheck(answer.Config.Healthcheck),
    stopTimeoutMs: stopTimeoutMs(answer.Config.StopTimeout),
    restarts: answer.RestartCount ?? 0,
    oomKilled: answer.State.OOMKilled ?? false,
    exitCode: hasEnded ? (answer.State.ExitCode ?? undefined) : undefined,
    error,
    image: answer.Config.Image ?? '',
    imageId: answer.Image ?? '',
    ports: publishedPorts(answer),
    limits: replicaLimits(answer.HostConfig),
    createdAt: wallTimeMs(answer.Created) ?? 0,
    startedAt: wallTimeMs(answer.State.StartedAt),
    obstacles: cloneObstacles(answer, name, identity),
  };
}

const isReplicaState = (state: string): state is ReplicaState => Object.hasOwn(HAS_ENDED, state);

/** Below zero it may take for ever, of which nothing can be worked out. */
const stopTimeoutMs = (seconds: number | null | undefined): number | undefined =>
  typeof seconds === 'number' && seconds >= 0 ? seconds * 1000 : undefined;

/** The port that is bound now; a port that the image only exposes is listed without one. */
function publishedPorts(answer: InspectAnswer): PublishedPort[] {
  return Object.entries(answer.NetworkSettings?.Ports ?? {}).flatMap(([key, bindings]) => {
    const [, port, protocol] = /^(\d{1,5})\/([a-z]{1,10})$/.exec(key) ?? [];
    if (port === undefined || protocol === undefined) return [];
    const containerPort = Number(port);
    if (!bindings?.length) return [{ containerPort, protocol, hostIp: undefined, hostPort: undefined }];
    return bindings.map(({ HostIp, HostPort }) => ({
      containerPort,
      protocol,
      hostIp: HostIp || undefined,
      hostPort: HostPort && /^[1-9]\d{0,4}$/.test(HostPort) ? Number(HostPort) : undefined,
    }));
  });
}
