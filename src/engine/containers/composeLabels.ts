import type { ComposeOrigin } from '../../core/stack/containerRecord.js';

export const PROJECT_LABEL = 'com.docker.compose.project';

export interface ComposeIdentity {
  readonly project: string;
  readonly service: string;
  readonly number: number;
  readonly oneOff: boolean;
  readonly configHash: string;
  readonly origin: ComposeOrigin;
}

/** Compose allows no other names. Labels can hold anything, and a name with `/` or `#` in it could pose as another's id. */
const composeName = /^[\w.-]{1,255}$/;

/**
 * A share of another machine: to look for a file there, Windows logs in with its user's password. The folders of WSL are on this one.
 */
const elsewhere = /^[\\/]{2}(?!wsl(?:\$|\.localhost)[\\/])/i;

/** What Compose wrote on the container; undefined when that is not enough to tell which replica it is. */
export function composeIdentity(labels: Readonly<Record<string, string>>): ComposeIdentity | undefined {
  const label = (name: string): string => labels[`com.docker.compose.${name}`] ?? '';
  const project = label('project');
  const service = label('service');
  const number = /^\d{1,9}$/.test(label('container-number')) ? Number(label('container-number')) : undefined;
  if (!composeName.test(project) || !composeName.test(service) || number === undefined) return undefined;
  const [workingDir, configFiles, environmentFiles] = pathsOf(label);
  return {
    project,
    service,
    number,
    oneOff: label('oneoff').toLowerCase() === 'true',
    configHash: label('config-hash'),
    origin: {
      workingDir,
      // `-` is a definition read from standard input: there is no file to go back to.
      configFiles: configFiles.includes('-') ? [] : configFiles,
      environmentFiles,
      composeVersion: label('version'),
      // Each is `service:condition:restart`.
      dependsOn: list(label('depends_on')).map((entry) => entry.split(':')[0] ?? ''),
    },
  };
}

type Paths = readonly [folder: string, configFiles: readonly string[], environmentFiles: readonly string[]];

/** Where the project was made from; nowhere, if any of it is on another machine. */
function pathsOf(label: (name: string) => string): Paths {
  const [folder, files] = [label('project.working_dir'), list(label('project.config_files'))];
  const environment = list(label('project.environment_file'));
  return [folder, ...files, ...environment].some((path) => elsewhere.test(path))
    ? ['', [], []]
    : [folder, files, environment];
}

const list = (value: string): string[] => value.split(',').filter((item) => item !== '');
