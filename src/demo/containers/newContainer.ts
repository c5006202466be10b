import { isRecord } from '../../util/isRecord.js';
import { objectAt, textAt, textsAt, textsIn, type Json } from '../json.js';
import type { Container, Mount } from './container.js';
import type { Program } from './program.js';

/** What Docker writes where a definition says nothing. */
const defaultConfig = {
  Hostname: '',
  Domainname: '',
  User: '',
  AttachStdin: false,
  AttachStdout: true,
  AttachStderr: true,
  Tty: false,
  OpenStdin: false,
  StdinOnce: false,
  Env: null,
  Cmd: null,
  Image: '',
  Volumes: null,
  WorkingDir: '',
  Entrypoint: null,
  OnBuild: null,
  Labels: {},
};

const defaultHostConfig = {
  Binds: null,
  ContainerIDFile: '',
  LogConfig: { Type: 'json-file', Config: {} },
  NetworkMode: 'default',
  PortBindings: {},
  RestartPolicy: { Name: 'no', MaximumRetryCount: 0 },
  AutoRemove: false,
  VolumesFrom: null,
  Links: null,
  UTSMode: '',
  Privileged: false,
  ReadonlyRootfs: false,
  CpuShares: 0,
  Memory: 0,
  NanoCpus: 0,
  CpuPeriod: 0,
  CpuQuota: 0,
  CpusetCpus: '',
  MemorySwap: 0,
  ShmSize: 67_108_864,
  Runtime: 'runc',
};

/** Of its own words: everything in the body that is neither host nor network is the container's own configuration. */
export function newContainer(
  id: string,
  name: string,
  body: Json,
  made: { readonly imageId: string; readonly program: Program; readonly createdAt: number },
  anonymousName: () => string,
): Container {
  const { HostConfig: _host, NetworkingConfig: _networks, ...own } = body;
  const config: Json = { ...defaultConfig, Hostname: id.slice(0, 12), ...own };
  const hostConfig: Json = { ...defaultHostConfig, ...objectAt(body, 'HostConfig') };
  return {
    id,
    name,
    image: textAt(config, 'Image'),
    config,
    hostConfig,
    labels: textsIn(objectAt(config, 'Labels')),
    ...made,
    mounts: mountsOf(config, hostConfig, anonymousName),
    networks: new Map(),
    state: 'created',
    health: undefined,
    ports: [],
    startedAt: undefined,
    startedAtModelMs: 0,
    finishedAt: undefined,
    exitCode: 0,
    oomKilled: false,
    error: '',
    restarts: 0,
    pid: 0,
    cpuNs: 0,
    memoryBytes: 0,
    log: [],
    execIds: [],
  };
}

function mountsOf(config: Json, hostConfig: Json, anonymousName: () => string): readonly Mount[] {
  const binds = textsAt(hostConfig, 'Binds').map((bind): Mount => {
    const [source = '', target = ''] = bind.split(':');
    return {
      Type: source.startsWith('/') ? 'bind' : 'volume',
      Name: source,
      Destination: target,
      anonymous: false,
    };
  });
  const asked = hostConfig['Mounts'];
  const mounts = (Array.isArray(asked) ? asked.filter(isRecord) : [])
    .filter((mount) => textAt(mount, 'Type') === 'volume')
    .map((mount): Mount => {
      const source = textAt(mount, 'Source');
      return {
        Type: 'volume',
        Name: source || anonymousName(),
        Destination: textAt(mount, 'Target'),
        anonymous: source === '',
      };
    });
  const known = new Set([...binds, ...mounts].map(({ Destination }) => Destination));
  const anonymous = Object.keys(objectAt(config, 'Volumes'))
    .filter((target) => !known.has(target))
    .map((target): Mount => ({ Type: 'volume', Name: anonymousName(), Destination: target, anonymous: true }));
  return [...binds, ...mounts, ...anonymous];
}
