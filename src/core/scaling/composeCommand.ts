import type { ComposeOrigin } from '../stack/containerRecord.js';

export interface ComposeProject {
  readonly name: string;
  readonly origin: ComposeOrigin;
  /** The project was made with `--compatibility`: its containers are called `project_service_1`. */
  readonly compatibility: boolean;
}

/** How many replicas each service is to have, by service. */
export type Counts = ReadonlyMap<string, number>;

/**
 * Options of every `up` here. Nothing that exists is made anew, nothing is built, no newer image is fetched, and containers of
 * services that left the file stay, whatever `.env` and COMPOSE_ variables say.
 */
const LEAVE_ALONE = ['--no-build', '--pull=missing', '--remove-orphans=false'];

/** The arguments of `docker` for one command on the project, as an array: never a line for a shell. */
export function composeArguments(
  { name, origin, compatibility }: ComposeProject,
  command: readonly string[],
): string[] {
  return [
    'compose',
    ...(compatibility ? ['--compatibility'] : []),
    `--project-name=${name}`,
    `--project-directory=${origin.workingDir}`,
    ...origin.configFiles.map((file) => `--file=${file}`),
    ...origin.environmentFiles.map((file) => `--env-file=${file}`),
    ...command,
  ];
}

/** The service with everything it depends on, as Compose sees them. */
export const configCommand = (service: string): string[] => ['config', '--format=json', service];

/** The hash of what the files say of the service: `web 1b6f…`. */
export const configHashCommand = (service: string): string[] => ['config', `--hash=${service}`];

/** Says what `changeCountCommand` would do, and whether anything differs from what the files say. */
export const rehearsalCommand = (service: string, counts: Counts): string[] => [
  '--dry-run',
  ...['up', '--no-start', ...LEAVE_ALONE, ...scales(counts), service],
];

/**
 * Creates or removes replicas and starts none. Dependencies have to be part of it, or Compose before 2.29.3 gives the new replicas
 * another configuration hash; each at its present count, or Compose takes it back to what the file says. Starting is left out
 * because it would also start neighbours that are stopped and run one-shot jobs again.
 */
export const changeCountCommand = (service: string, counts: Counts): string[] => [
  ...['up', '--no-start', '--no-recreate', ...LEAVE_ALONE, ...scales(counts), service],
];

/** Starts the service's own replicas, which by then all exist. */
export const startCommand = (service: string, count: number): string[] => [
  ...['up', '--detach', '--no-deps', '--no-recreate', ...LEAVE_ALONE],
  ...[`--scale=${service}=${count}`, service],
];

const scales = (counts: Counts): string[] => [...counts].map(([service, count]) => `--scale=${service}=${count}`);
