import { posix } from 'node:path';

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The home directory. */
  readonly home: string;
}

/** Where an engine listens on such a machine when nobody says otherwise; the first that exists is meant. */
export function defaultAddresses({ platform, env, home }: Machine): readonly string[] {
  if (platform === 'win32') {
    return ['npipe:////./pipe/docker_engine', 'npipe:////./pipe/dockerDesktopLinuxEngine'];
  }
  const inHome = (...path: string[]): string => posix.join(home, ...path);
  const runtime = env['XDG_RUNTIME_DIR'];
  const paths =
    platform === 'darwin'
      ? [
          '/var/run/docker.sock',
          inHome('.docker', 'run', 'docker.sock'),
          inHome('.colima', 'default', 'docker.sock'),
          inHome('.orbstack', 'run', 'docker.sock'),
          inHome('.rd', 'docker.sock'),
        ]
      : [
          '/var/run/docker.sock',
          ...(runtime ? [posix.join(runtime, 'docker.sock')] : []),
          inHome('.docker', 'desktop', 'docker.sock'),
          inHome('.docker', 'run', 'docker.sock'),
        ];
  return paths.map((path) => `unix://${path}`);
}
