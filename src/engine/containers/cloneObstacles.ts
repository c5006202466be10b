import type { CloneObstacles } from '../../core/stack/replica.js';
import type { ComposeIdentity } from './composeLabels.js';
import type { InspectAnswer } from './inspectAnswer.js';

/** Docker's own name for a volume that nobody named. */
const ANONYMOUS_VOLUME = /^[0-9a-f]{64}$/;
/** While Compose recreates a container, the new one is called so until the old one is gone. */
const RECREATE_PREFIX = /^[0-9a-f]{12}_/;

/** What of a container keeps a copy of it from running beside it, or from being its like. */
export function cloneObstacles(answer: InspectAnswer, name: string, identity: ComposeIdentity): CloneObstacles {
  const hostPorts = Object.values(answer.HostConfig.PortBindings ?? {})
    .flatMap((bindings) => bindings ?? [])
    .map((binding) => binding.HostPort ?? '');
  const networks = Object.values(answer.NetworkSettings?.Networks ?? {});
  const volumes = (answer.Mounts ?? []).flatMap(({ Type, Name }) => (Type === 'volume' && Name ? [Name] : []));
  return {
    fixedHostPorts: unique(hostPorts.filter((port) => /^[1-9]\d{0,4}$/.test(port)).map(Number)).sort((a, b) => a - b),
    portRange: hostPorts.some((port) => port.includes('-')),
    customName: !identity.oneOff && !isComposeName(name.replace(RECREATE_PREFIX, ''), identity),
    staticAddress: networks.some((network) => network?.IPAMConfig?.IPv4Address || network?.IPAMConfig?.IPv6Address),
    hostNetwork: answer.HostConfig.NetworkMode === 'host',
    namedVolumes: unique(volumes.filter((volume) => !ANONYMOUS_VOLUME.test(volume))),
  };
}

const isComposeName = (name: string, { project, service, number }: ComposeIdentity): boolean =>
  name === `${project}-${service}-${number}` || name === `${project}_${service}_${number}`;

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
