import type { Container } from '../containers/container.js';
import { textAt, textsAt, type Json } from '../json.js';

/** One line of the list of containers. */
export function listAnswer(container: Container, now: number): Json {
  const { id, name, state } = container;
  return {
    Id: id,
    Names: [`/${name}`],
    Image: container.image,
    ImageID: container.imageId,
    Command: textsAt(container.config, 'Cmd').join(' '),
    Created: Math.floor(container.createdAt / 1000),
    Ports: container.ports.map(({ key, hostIp, hostPort }) => {
      const [port, protocol] = key.split('/');
      return { IP: hostIp, PrivatePort: Number(port), PublicPort: hostPort, Type: protocol };
    }),
    Labels: container.labels,
    State: state,
    Status: statusWords(container, now),
    HostConfig: { NetworkMode: textAt(container.hostConfig, 'NetworkMode') },
    NetworkSettings: {
      Networks: Object.fromEntries(
        [...container.networks].map(([network, { NetworkID, IPAddress, MacAddress, Aliases }]) => [
          network,
          { IPAMConfig: null, Links: null, Aliases, NetworkID, IPAddress, MacAddress, IPPrefixLen: 16 },
        ]),
      ),
    },
    Mounts: container.mounts.map(({ Type, Name, Destination }) => ({ Type, Name, Destination, RW: true })),
  };
}

function statusWords({ state, startedAt, exitCode, health }: Container, now: number): string {
  if (state === 'created') return 'Created';
  const seconds = Math.max(0, Math.round((now - (startedAt ?? now)) / 1000));
  if (state === 'exited') return `Exited (${exitCode}) ${seconds} seconds ago`;
  const checked = health ? ` (${health.status === 'starting' ? 'health: starting' : health.status})` : '';
  return `Up ${seconds} seconds${checked}`;
}
