import { randomBytes } from 'node:crypto';
import { serviceOf, type Container } from '../../../src/demo/containers/container.js';
import { idleProgram } from '../../../src/demo/containers/program.js';
import type { Demo } from '../../../src/demo/demo.js';
import { hostProgram } from '../../../src/demo/stack/hostFiles.js';
import type { EngineProject, EngineServices } from './engineProject.js';

const image = 'scalebook-test/tiny:1';

interface Compose {
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly tty?: boolean;
  readonly cpus?: number;
  readonly mem_limit?: string;
  readonly stop_grace_period?: string;
  readonly container_name?: string;
  readonly deploy?: { readonly resources: { readonly limits: { readonly cpus?: string; readonly memory?: string } } };
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval?: string;
    readonly timeout?: string;
    readonly retries?: number;
  };
}

const bytes = (text = '0'): number => Number.parseFloat(text) * (/m$/i.test(text) ? 1024 * 1024 : 1);
const nanoseconds = (text = '0s'): number => Number.parseFloat(text) * 1e9;

/** Does with services what Compose does: makes bodies of them, and creates and starts their containers. */
export function demoProject(demo: Demo, services: EngineServices): EngineProject {
  const name = `scalebook-test-${randomBytes(4).toString('hex')}`;
  const folder = `/srv/${name}`;
  const { store } = demo;
  store.addImage(image);
  store.networks.add(`${name}_default`);
  for (const [service, { program }] of Object.entries(services))
    demo.addProgram(name, service, {
      ...idleProgram,
      run: (_container, command) => hostProgram(command, demo.hostUse()),
      ...program,
    });

  const own = (): readonly Container[] =>
    store.all.filter(({ labels }) => labels['com.docker.compose.project'] === name);
  const isOneOff = ({ labels }: Container): boolean => labels['com.docker.compose.oneoff'] === 'True';
  const numberOf = ({ labels }: Container): number => Number(labels['com.docker.compose.container-number']);

  const create = (service: string, number: number, containerName: string, oneOff: boolean): void => {
    const compose = services[service]?.compose as Compose;
    const labels = {
      'com.docker.compose.project': name,
      'com.docker.compose.service': service,
      'com.docker.compose.container-number': String(number),
      'com.docker.compose.oneoff': oneOff ? 'True' : 'False',
      'com.docker.compose.config-hash': '0'.repeat(64),
      'com.docker.compose.depends_on': (compose.depends_on ?? []).map((on) => `${on}:service_started:false`).join(),
      'com.docker.compose.project.config_files': `${folder}/compose.yaml`,
      'com.docker.compose.project.working_dir': folder,
      'com.docker.compose.version': '2.26.1',
    };
    store.start(store.create(containerName, bodyOf(name, service, compose, labels)));
  };

  const nameOf = (service: string, number: number): string =>
    (services[service]?.compose as Compose).container_name ?? `${name}-${service}-${number}`;

  return {
    name,
    folder,
    up(...wanted) {
      for (const [service, { replicas = 1 }] of Object.entries(services))
        if (wanted.length === 0 || wanted.includes(service))
          for (let number = 1; number <= replicas; number++) create(service, number, nameOf(service, number), false);
      return Promise.resolve();
    },
    oneOff(service) {
      create(service, 1, `${name}-${service}-run-${randomBytes(6).toString('hex')}`, true);
      return Promise.resolve();
    },
    containerIds: (service) =>
      Promise.resolve(
        own()
          .filter((container) => serviceOf(container) === service && !isOneOff(container))
          .sort((a, b) => numberOf(a) - numberOf(b))
          .map(({ id }) => id),
      ),
    restartNow: (id) => store.restart(store.find(id), 0),
    stopNow: async (id) => void (await store.stop(store.find(id), 0)),
    removeNow(id) {
      store.remove(store.find(id), { force: true, volumes: true });
      return Promise.resolve();
    },
    volumes: () => Promise.resolve([...store.volumes]),
    mounts: (id) => Promise.resolve(store.find(id).mounts.map((mount) => mount.Name)),
    remove() {
      for (const container of own()) store.remove(container, { force: true, volumes: true });
      return Promise.resolve();
    },
  };
}

function bodyOf(project: string, service: string, compose: Compose, labels: Readonly<Record<string, string>>) {
  const { cpus = 0, mem_limit: memory, deploy, healthcheck, stop_grace_period: grace } = compose;
  const limits = deploy?.resources.limits;
  const ports = (compose.ports ?? []).map((port) => port.split(':'));
  const volumes = (compose.volumes ?? []).map((volume) => volume.split(':'));
  const network = `${project}_default`;
  return {
    Image: image,
    Cmd: compose.command ?? null,
    Tty: compose.tty ?? false,
    Env: Object.entries(compose.environment ?? {}).map(([key, value]) => `${key}=${value}`),
    Labels: labels,
    ExposedPorts: Object.fromEntries(ports.map((parts) => [`${parts.at(-1) ?? ''}/tcp`, {}])),
    ...(grace ? { StopTimeout: Number.parseFloat(grace) } : {}),
    ...(healthcheck
      ? {
          Healthcheck: {
            Test: healthcheck.test,
            Interval: nanoseconds(healthcheck.interval),
            Timeout: nanoseconds(healthcheck.timeout),
            Retries: healthcheck.retries ?? 0,
          },
        }
      : {}),
    HostConfig: {
      NetworkMode: network,
      NanoCpus: (limits?.cpus ? Number(limits.cpus) : cpus) * 1e9,
      Memory: bytes(limits?.memory ?? memory),
      PortBindings: Object.fromEntries(
        ports.map((parts) => [
          `${parts.at(-1) ?? ''}/tcp`,
          [{ HostIp: parts.length > 2 ? parts[0] : '', HostPort: parts.at(-2) ?? '' }],
        ]),
      ),
      Mounts: volumes.map(([first = '', target]) =>
        target === undefined
          ? { Type: 'volume', Target: first, VolumeOptions: {} }
          : { Type: 'volume', Source: `${project}_${first}`, Target: target },
      ),
    },
    NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [`${project}-${service}`, service] } } },
  };
}
