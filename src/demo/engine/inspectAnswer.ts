import type { BoundPort, Container, NetworkEndpoint } from '../containers/container.js';
import { objectAt, textsAt, type Json } from '../json.js';
import { dateText } from './dates.js';

/** Everything about one container, as the engine tells it. */
export function inspectAnswer(container: Container): Json {
  const folder = `/var/lib/docker/containers/${container.id}`;
  const command = textsAt(container.config, 'Cmd');
  return {
    Id: container.id,
    Created: dateText(container.createdAt),
    Path: command[0] ?? '',
    Args: command.slice(1),
    State: stateAnswer(container),
    Image: container.imageId,
    ResolvConfPath: `${folder}/resolv.conf`,
    HostnamePath: `${folder}/hostname`,
    HostsPath: `${folder}/hosts`,
    LogPath: `${folder}/${container.id}-json.log`,
    Name: `/${container.name}`,
    RestartCount: container.restarts,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: container.execIds.length > 0 ? container.execIds : null,
    HostConfig: container.hostConfig,
    GraphDriver: { Data: {}, Name: 'overlay2' },
    Mounts: container.mounts.map(({ Type, Name, Destination }) => ({
      Type,
      ...(Type === 'volume' ? { Name, Driver: 'local' } : {}),
      Source: Type === 'volume' ? `/var/lib/docker/volumes/${Name}/_data` : Name,
      Destination,
      Mode: 'z',
      RW: true,
      Propagation: '',
    })),
    Config: container.config,
    NetworkSettings: {
      Bridge: '',
      SandboxID: '',
      SandboxKey: '',
      Ports: portsAnswer(container),
      Networks: Object.fromEntries(
        [...container.networks].map(([name, endpoint]) => [name, endpointAnswer(container, endpoint)]),
      ),
    },
  };
}

function stateAnswer(container: Container): Json {
  const { state, health } = container;
  return {
    Status: state,
    Running: state === 'running',
    Paused: false,
    Restarting: false,
    OOMKilled: container.oomKilled,
    Dead: false,
    Pid: container.pid,
    ExitCode: container.exitCode,
    Error: container.error,
    StartedAt: dateText(container.startedAt),
    FinishedAt: dateText(container.finishedAt),
    ...(health ? { Health: { Status: health.status, FailingStreak: health.failures, Log: [] } } : {}),
  };
}

/** A port that is only exposed is told with null. */
function portsAnswer(container: Container): Json {
  const exposed = Object.keys(objectAt(container.config, 'ExposedPorts')).map((key) => [key, null] as const);
  const bound = container.ports.map(({ key }) => [key, bindings(container.ports, key)] as const);
  return container.state === 'running' ? Object.fromEntries([...exposed, ...bound]) : {};
}

const bindings = (ports: readonly BoundPort[], key: string): readonly Json[] =>
  ports
    .filter((port) => port.key === key)
    .map(({ hostIp, hostPort }) => ({ HostIp: hostIp, HostPort: String(hostPort) }));

function endpointAnswer(container: Container, endpoint: NetworkEndpoint): Json {
  const { IPAddress, MacAddress, NetworkID, Aliases } = endpoint;
  const isUp = container.state === 'running';
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: Aliases.length > 0 ? Aliases : null,
    MacAddress: isUp ? MacAddress : '',
    NetworkID,
    EndpointID: isUp ? NetworkID.replace(/^.{12}/, container.id.slice(0, 12)) : '',
    Gateway: isUp ? '172.30.0.1' : '',
    IPAddress: isUp ? IPAddress : '',
    IPPrefixLen: isUp ? 16 : 0,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DriverOpts: null,
    DNSNames: [...new Set([container.name, ...Aliases, container.id.slice(0, 12)])],
  };
}
