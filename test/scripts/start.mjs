// npm start: the workbench. On the real stack where a Docker Engine answers, on the built-in demo where none does; `npm start -- --docker` insists
// on an engine, and starts one where that can be done. It installs what is missing, says so, and stays until Ctrl+C.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNpmPackages, REPOSITORY } from '../machine/npmPackages.mjs';
import { say } from '../machine/say.mjs';

await ensureNpmPackages();
const { buildExtension } = await import('../../esbuild.mjs');
const { openWorkbench } = await import('./openWorkbench.mjs');
const { environmentFor } = await import('./startEnvironment.mjs');

say('building the extension');
await buildExtension({ production: false });

const env = await environmentFor({ insist: process.argv.includes('--docker') });
if (!env) process.exit(1);

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
