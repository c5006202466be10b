// The one image of the stack, built when it is missing or when a file that goes into it has changed.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ensureDebianImage } from '../machine/baseImages.mjs';
import { oneAtATime } from '../machine/oneAtATime.mjs';
import { attempt, run } from '../machine/run.mjs';
import { stackFolder } from './stackProject.mjs';

export const STACK_IMAGE = 'scalebook-stack:1';
const CONTENT_LABEL = 'scalebook.stack.content';
const BUILD_TIMEOUT_MS = 15 * 60_000;

/**
 * @param {import('../machine/dockerEngine.mjs').DockerEngine} engine
 * @param {(line: string) => void} tell
 * @returns {Promise<boolean>} whether it was built now
 */
export async function ensureStackImage(engine, tell) {
  const content = contentOf(['Dockerfile', 'servers', 'services']);
  if ((await builtContent(engine)) === content) return false;
  return oneAtATime('stack-image', async () => {
    if ((await builtContent(engine)) === content) return false;
    await ensureDebianImage({ host: engine.host });
    tell(`Building ${STACK_IMAGE}: about a minute the first time, seconds after an edit.`);
    await run(engine.cliPath, ['build', '--tag', STACK_IMAGE, '--label', `${CONTENT_LABEL}=${content}`, stackFolder], {
      env: engine.env,
      timeoutMs: BUILD_TIMEOUT_MS,
    });
    return true;
  });
}

/** @param {import('../machine/dockerEngine.mjs').DockerEngine} engine */
async function builtContent(engine) {
  const asked = await attempt(
    engine.cliPath,
    ['image', 'inspect', STACK_IMAGE, '--format', `{{index .Config.Labels "${CONTENT_LABEL}"}}`],
    { env: engine.env },
  );
  return asked.ok ? asked.stdout.trim() : undefined;
}

/** @param {readonly string[]} names */
function contentOf(names) {
  const hash = createHash('sha256');
  for (const path of names.flatMap(filesUnder)) {
    // A name and its text are told apart, and a checkout's line ends and separators make no difference.
    hash.update(`${relative(stackFolder, path).split(sep).join('/')}\0`);
    hash.update(`${readFileSync(path, 'utf8').replaceAll('\r\n', '\n')}\0`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} name @returns {string[]} */
function filesUnder(name) {
  if (name === 'Dockerfile') return [join(stackFolder, name)];
  return readdirSync(join(stackFolder, name), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
