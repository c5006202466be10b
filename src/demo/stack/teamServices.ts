import type { ApiShape } from '../load/apiReplica.js';
import type { Json } from '../json.js';

export const projectName = 'up-schedule-generator';
export const networkName = `${projectName}_default`;
/** Where the runbook's stack would have its files; nothing lies there. */
const folder = '/demo/up-schedule-generator';

const mebibyte = 1024 * 1024;
const gibibyte = 1024 * mebibyte;

/** What the model knows of a service. Times in ms of the model. */
export interface TeamService {
  readonly name: string;
  readonly baseline: number;
  readonly cpus: number;
  readonly memoryLimitBytes: number;
  /** Memory at rest. */
  readonly memoryBytes: number;
  readonly startUpMs: number;
  readonly dependsOn: readonly string[];
  /** What answers requests, how it does. */
  readonly api?: ApiShape;
  readonly volume?: string;
}

const api = (cores: number, cpuMs: number, otherMs: number): ApiShape => ({ cores, cpuMs, otherMs, timeoutMs: 15_000 });

/** The runbook's stack: three services of the application, and those that they stand on. */
export const teamServices: readonly TeamService[] = [
  {
    name: 'postgres',
    baseline: 1,
    cpus: 2,
    memoryLimitBytes: 4 * gibibyte,
    memoryBytes: 300 * mebibyte,
    startUpMs: 8000,
    dependsOn: [],
    volume: 'postgres-data',
  },
  {
    name: 'redis',
    baseline: 1,
    cpus: 1,
    memoryLimitBytes: gibibyte,
    memoryBytes: 90 * mebibyte,
    startUpMs: 2000,
    dependsOn: [],
    volume: 'redis-data',
  },
  {
    name: 'traefik',
    baseline: 1,
    cpus: 1,
    memoryLimitBytes: 512 * mebibyte,
    memoryBytes: 60 * mebibyte,
    startUpMs: 4000,
    dependsOn: [],
  },
  {
    name: 'prometheus',
    baseline: 1,
    cpus: 1,
    memoryLimitBytes: 2 * gibibyte,
    memoryBytes: 280 * mebibyte,
    startUpMs: 6000,
    dependsOn: [],
  },
  {
    name: 'frontend',
    baseline: 1,
    cpus: 1,
    memoryLimitBytes: 512 * mebibyte,
    memoryBytes: 130 * mebibyte,
    startUpMs: 15_000,
    dependsOn: ['backend'],
    api: api(1, 25, 60),
  },
  {
    name: 'backend',
    baseline: 1,
    cpus: 2,
    memoryLimitBytes: gibibyte,
    memoryBytes: 290 * mebibyte,
    startUpMs: 25_000,
    dependsOn: ['postgres', 'redis'],
    api: api(2, 20, 100),
  },
  {
    name: 'pdf-worker',
    baseline: 3,
    cpus: 1,
    memoryLimitBytes: 2 * gibibyte,
    memoryBytes: 440 * mebibyte,
    startUpMs: 20_000,
    dependsOn: ['redis'],
  },
];

export const teamService = (name: string): TeamService | undefined =>
  teamServices.find((service) => service.name === name);

export const imageOf = (service: string): string => `scalebook-demo/${service}:1`;

const seconds = (count: number): number => count * 1e9;

/** What Compose would send to the engine for one replica. */
export function teamBody(service: TeamService, number: number, hash: string, imageId: string): Json {
  const { name, dependsOn, volume } = service;
  const labels = {
    'com.docker.compose.project': projectName,
    'com.docker.compose.service': name,
    'com.docker.compose.container-number': String(number),
    'com.docker.compose.oneoff': 'False',
    'com.docker.compose.config-hash': hash,
    'com.docker.compose.image': imageId,
    'com.docker.compose.depends_on': dependsOn.map((other) => `${other}:service_healthy:false`).join(','),
    'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
    'com.docker.compose.project.working_dir': folder,
    'com.docker.compose.version': '2.26.1',
  };
  return {
    Image: imageOf(name),
    Cmd: [name],
    Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
    Labels: labels,
    Healthcheck: {
      Test: ['CMD', 'demo-health'],
      Interval: seconds(10),
      Timeout: seconds(10),
      StartPeriod: seconds(30),
      StartInterval: seconds(2),
      Retries: 3,
    },
    HostConfig: {
      NetworkMode: networkName,
      NanoCpus: service.cpus * 1e9,
      Memory: service.memoryLimitBytes,
      RestartPolicy: { Name: 'unless-stopped', MaximumRetryCount: 0 },
      ...(volume ? { Mounts: [{ Type: 'volume', Source: `${projectName}_${volume}`, Target: '/data' }] } : {}),
    },
    NetworkingConfig: {
      EndpointsConfig: { [networkName]: { Aliases: [`${projectName}-${name}-${number}`, name] } },
    },
  };
}
