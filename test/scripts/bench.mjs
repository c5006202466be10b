// npm run bench -- [--rounds N] [--only words]: Scalebook and what a user would run instead, side by side on the real engine.
import { parseOptions } from '../bench/options.mjs';
import { ensureNpmPackages, REPOSITORY } from '../machine/npmPackages.mjs';
import { say } from '../machine/say.mjs';
import { loadBuilt } from './loadBuilt.mjs';

const options = parseOptions(process.argv.slice(2));
if ('problem' in options) {
  console.error(options.problem);
  process.exit(2);
}
await ensureNpmPackages();
/** @type {typeof import('../bench/main.js')} */
const { measurements, runBench } = await loadBuilt('test/bench/main.ts', 'dist/bench/main.mjs');

const chosen = measurements.filter(({ name }) => name.toLowerCase().includes(options.only.toLowerCase()));
if (chosen.length === 0) {
  const names = measurements.map(({ name }) => name).join(', ');
  console.error(`No measurement has "${options.only}" in its name: there are ${names}.`);
  process.exit(2);
}

const ending = new AbortController();
const end = () => {
  if (!ending.signal.aborted) say('ending after this sample, and removing what was made');
  ending.abort();
};
process.on('SIGINT', end);
process.on('SIGTERM', end);

async function docker() {
  const { ensureDockerEngine } = await import('../machine/dockerEngine.mjs');
  const { ensureCompose } = await import('../machine/composePlugin.mjs');
  const { ensureTinyImage } = await import('../machine/baseImages.mjs');
  const { cliPath, env } = await ensureDockerEngine();
  return { cliPath, env, composeVersion: await ensureCompose(), image: await ensureTinyImage() };
}

try {
  const { rounds } = options;
  const table = await runBench(chosen, { repository: REPOSITORY, rounds, signal: ending.signal, docker, say });
  console.log(`\n${table}\n\nEvery sample is in dist/bench.json.`);
} catch (error) {
  const interrupted = error === ending.signal.reason;
  if (!interrupted) console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = interrupted ? 130 : 1;
}
