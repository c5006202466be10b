// npm start: the workbench. On the real stack where a Docker Engine answers, on the built-in demo where none does; `npm start -- --docker` insists
// on an engine, and starts one where that can be done. It installs what is missing, says so, and stays until Ctrl+C.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNpmPackages, REPOSITORY } from '../machine/npmPackages.mjs';
import { say } from '../machine/say.mjs';
import { readStartArguments, USAGE } from './startArguments.mjs';

const wanted = readStartArguments(process.argv.slice(2));
if (!wanted) {
  say(USAGE);
  process.exit(2);
}

await ensureNpmPackages();
const { environmentFor } = await import('./startEnvironment.mjs');
const env = await environmentFor(wanted);
if (!env) process.exit(1);
if (wanted.dryRun) {
  const { DOCKER_CONTEXT: context = null, DOCKER_HOST: host = null } = env;
  process.stdout.write(`${JSON.stringify({ context, host })}\n`);
  process.exit(0);
}

const { buildExtension } = await import('../../esbuild.mjs');
const { openWorkbench } = await import('./openWorkbench.mjs');

say('building the extension');
await buildExtension({ production: false });

const profile = mkdtempSync(join(tmpdir(), 'scalebook-'));
const workbench = await openWorkbench({ profile, folder: join(REPOSITORY, 'test/stack'), env });
const stop = async () => {
  await workbench.stop();
  rmSync(profile, { recursive: true, force: true });
  process.exit(0);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
await workbench.ended;
await stop();
