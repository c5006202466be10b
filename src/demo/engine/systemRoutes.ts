import type { ContainerStore } from '../containers/containerStore.js';
import type { DemoTime } from '../time.js';
import { dateText } from './dates.js';
import { answerJson } from './exchange.js';
import type { Route } from './route.js';

/** What the demo says of itself: the shape of Docker's answers, and everywhere its own name. */
export const demoVersion = { engine: '26.1.5', api: '1.45', oldestApi: '1.24' } as const;

export interface Machine {
  readonly cpus: number;
  readonly memoryBytes: number;
}

/** What the engine says of itself and of its machine. */
export function systemRoutes(store: ContainerStore, time: DemoTime, machine: Machine): readonly Route[] {
  const ping: Route['handle'] = ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' }).end('OK');
  };
  return [
    { method: 'GET', path: '/_ping', handle: ping },
    { method: 'HEAD', path: '/_ping', handle: ping },
    {
      method: 'GET',
      path: '/version',
      handle: (exchange) => answerJson(exchange, 200, versionAnswer()),
    },
    {
      method: 'GET',
      path: '/info',
      handle: (exchange) => answerJson(exchange, 200, infoAnswer(store, time, machine)),
    },
  ];
}

function versionAnswer() {
  const { engine, api, oldestApi } = demoVersion;
  const built = '2026-08-13T00:00:00.000000000+00:00';
  const common = { GitCommit: 'demo', GoVersion: 'none', Os: 'linux', Arch: 'amd64', KernelVersion: 'demo' };
  const details = { ApiVersion: api, MinAPIVersion: oldestApi, BuildTime: built, Experimental: 'false', ...common };
  return {
    Platform: { Name: 'Scalebook demo' },
    Components: [{ Name: 'Engine', Version: engine, Details: details }],
    Version: engine,
    ApiVersion: api,
    MinAPIVersion: oldestApi,
    ...common,
    BuildTime: built,
  };
}

function infoAnswer(store: ContainerStore, time: DemoTime, machine: Machine) {
  const count = (state: string): number => store.all.filter((container) => container.state === state).length;
  return {
    ID: 'scalebook-demo',
    Containers: store.all.length,
    ContainersRunning: count('running'),
    ContainersPaused: 0,
    ContainersStopped: count('exited') + count('created'),
    Images: store.imageCount,
    Driver: 'overlay2',
    MemoryLimit: true,
    SwapLimit: true,
    SystemTime: dateText(time.now()),
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    KernelVersion: 'demo',
    OperatingSystem: 'Scalebook demo (nothing here is real)',
    OSType: 'linux',
    Architecture: 'x86_64',
    NCPU: machine.cpus,
    MemTotal: machine.memoryBytes,
    DockerRootDir: '/var/lib/docker',
    Name: 'demo',
    Labels: [],
    ServerVersion: demoVersion.engine,
    Swarm: { NodeID: '', LocalNodeState: 'inactive', ControlAvailable: false },
  };
}
