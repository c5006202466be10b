import type { ContainerRecord } from '../../../src/core/stack/containerRecord.js';

/** A healthy replica number `number` of `service`, for tests that care about a few of its fields. */
export function containerRecord(
  service: string,
  number: number,
  changes: Partial<ContainerRecord> = {},
): ContainerRecord {
  const project = changes.project ?? 'shop';
  return {
    project,
    service,
    oneOff: false,
    containerId: `${service}-${number}`.padEnd(64, '0'),
    name: `${project}-${service}-${number}`,
    number,
    state: 'running',
    health: 'healthy',
    healthCheck: { intervalMs: 2000, timeoutMs: 1000, startPeriodMs: 1000, retries: 3 },
    stopTimeoutMs: undefined,
    restarts: 0,
    oomKilled: false,
    exitCode: undefined,
    error: '',
    image: 'shop:1',
    imageId: 'sha256:1',
    configHash: 'hash',
    ports: [],
    limits: { cpus: undefined, memoryBytes: undefined },
    createdAt: 1_000_000 + number,
    startedAt: 1_000_000 + number,
    obstacles: {
      fixedHostPorts: [],
      customName: false,
      staticAddress: false,
      hostNetwork: false,
      namedVolumes: [],
      portRange: false,
    },
    origin: {
      workingDir: '/srv/shop',
      configFiles: ['/srv/shop/compose.yaml'],
      environmentFiles: [],
      composeVersion: '2.26.1',
      dependsOn: [],
    },
    ...changes,
  };
}
