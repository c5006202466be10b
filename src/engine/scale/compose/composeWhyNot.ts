import { isAbsolute } from 'node:path';
import type { EngineConnection } from '../../../app/ports.js';
import type { ComposeOrigin } from '../../../core/stack/containerRecord.js';
import { composeEnvironment } from './composeEnvironment.js';
import { failureWords } from './composeProgress.js';
import type { ComposeTools } from './composeTools.js';
import type { PathExists } from '../replicate/pathExists.js';

const VERSION_TIMEOUT_MS = 10_000;
/** The first with a dry run. */
const OLDEST = { major: 2, minor: 16 };
/** Compose writes this where the definition came from standard input. */
const STDIN = '-';

/** A sentence why this project cannot be handled by `docker compose` from here, by what is cheap to find out. */
export async function whyFilesCannotBeUsed(
  connection: EngineConnection,
  origin: ComposeOrigin | undefined,
  project: string,
  exists: PathExists,
): Promise<string | undefined> {
  if (composeEnvironment(connection.context, {}) === undefined) {
    return `docker compose cannot be run on the context ${connection.context.name} from here.`;
  }
  if (!origin || origin.configFiles.length === 0 || origin.configFiles.includes(STDIN) || origin.workingDir === '') {
    return `The Compose files of ${project} are not known: its containers do not name any.`;
  }
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(project)) return `${project} is not a name that Compose takes for a project.`;
  for (const path of [origin.workingDir, ...origin.configFiles, ...origin.environmentFiles]) {
    if (!isAbsolute(path) || !(await exists(path)))
      return `${path}, which ${project} was made from, is not on this machine.`;
  }
  return undefined;
}

/** A sentence why the installed `docker compose` will not do. */
export async function whyComposeCannotBeUsed({ run, dockerPath, env }: ComposeTools): Promise<string | undefined> {
  const asked = await run(dockerPath, ['compose', 'version', '--short'], {
    env,
    signal: AbortSignal.timeout(VERSION_TIMEOUT_MS),
  });
  if (asked.exitCode !== 0) {
    const words = failureWords(asked.stderr);
    return `docker compose could not be run on this machine${words === '' ? '.' : `: ${words}`}`;
  }
  const version = asked.stdout.trim().replace(/^v/, '');
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined;
  return `docker compose ${version} is too old: ${OLDEST.major}.${OLDEST.minor} or newer can rehearse what it would do.`;
}
