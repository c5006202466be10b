// npm start: the workbench, open on the real stack. It installs what is missing, says so, and stays until Ctrl+C.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureNpmPackages, REPOSITORY } from '../machine/npmPackages.mjs';
import { say } from '../machine/say.mjs';

await ensureNpmPackages();
const { buildExtension } = await import('../../esbuild.mjs');
const { openWorkbench } = await import('./openWorkbench.mjs');

say('building the extension');
await buildExtension({ production: false });

/** @type {NodeJS.ProcessEnv} */
let env = process.env;
try {
  const { ensureDockerEngine } = await import('../machine/dockerEngine.mjs');
  ({ env } = await ensureDockerEngine());
  const { stackUp } = await import('../stack/stackUp.mjs');
  await stackUp();
} catch (error) {
  say(`The stack could not be started: ${error instanceof Error ? error.message : String(error)}`);
  say('The workbench opens all the same, and the sidebar says what is missing.');
}

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
