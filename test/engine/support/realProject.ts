import { composeProject, IDLE } from './composeProject.js';
import type { EngineProject, EngineServices } from './engineProject.js';

/** The same by Compose, on the engine of this machine or the one at `host`. */
export async function realProject(services: EngineServices, host?: string): Promise<EngineProject> {
  const definitions = Object.fromEntries(
    Object.entries(services).map(([name, { compose }]) => [name, { command: IDLE, ...compose }]),
  );
  const named = Object.values(services)
    .flatMap(({ compose }) => (compose['volumes'] as readonly string[] | undefined) ?? [])
    .filter((volume) => volume.includes(':'))
    .map((volume) => [volume.split(':')[0] ?? '', {}] as const);
  const project = await composeProject(definitions, { volumes: Object.fromEntries(named) }, host);
  const { name, folder } = project;
  const docker = (...args: string[]): Promise<string> => project.docker(...args);
  return {
    name,
    folder,
    containerIds: (service) => project.containerIds(service),
    async up(...wanted) {
      const scales = Object.entries(services)
        .filter(([service, { replicas = 1 }]) => replicas > 1 && (wanted.length === 0 || wanted.includes(service)))
        .flatMap(([service, { replicas }]) => ['--scale', `${service}=${replicas ?? 1}`]);
      await project.compose('up', '--detach', ...scales, ...wanted);
    },
    oneOff: async (service) => void (await project.compose('run', '--detach', '--no-deps', service, ...IDLE)),
    restartNow: async (id) => void (await docker('restart', '--time', '0', id)),
    stopNow: async (id) => void (await docker('stop', '--time', '0', id)),
    removeNow: async (id) => void (await docker('rm', '--force', '--volumes', id)),
    volumes: async () => (await docker('volume', 'ls', '--quiet')).split('\n').filter((line) => line !== ''),
    mounts: async (id) =>
      (await docker('inspect', '--format', '{{range .Mounts}}{{.Name}} {{end}}', id)).trim().split(' '),
    remove: () => project.remove(),
  };
}
