import { ensureCompose } from '../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../machine/dockerEngine.mjs';
import { chooseBalancer, haproxy } from './stackBalancer.mjs';
import { StackCompose } from './stackCompose.mjs';
import { ensureStackImage } from './stackImage.mjs';
import { oldEngineFile, stackAddresses } from './stackProject.mjs';
import { waitUntilReady } from './stackReady.mjs';

/**
 * Starts the stack, or returns a running one to the counts of its file, and waits until it is healthy.
 * @param {{ tell?: (line: string) => void, variant?: import('./stackProject.mjs').StackVariant }} [options]
 */
export async function stackUp({ tell = console.log, variant = {} } = {}) {
  const engine = await ensureDockerEngine();
  await ensureCompose();
  const built = await ensureStackImage(engine, tell);
  const balancer = variant.balancer === 'haproxy' ? haproxy : await chooseBalancer(engine, tell);
  const oldEngine = knowsStartInterval(engine.apiVersion) ? [] : [oldEngineFile];
  const compose = new StackCompose(engine, {
    ...(variant.project === undefined ? {} : { project: variant.project }),
    files: [...balancer.files, ...oldEngine, ...(variant.files ?? [])],
    env: { ...balancer.env, ...variant.env },
  });
  const startedAt = Date.now();

  const before = await compose.replicas();
  if (before.length === 0) tell(`Starting the stack with ${balancer.name} in front.`);
  else for (const line of await changesOf(compose, before)) tell(line);
  if (built && before.length > 0) tell('Its image is new, so every replica is replaced.');

  const scales = Object.entries(variant.counts ?? {}).flatMap(([name, count]) => ['--scale', `${name}=${count}`]);
  await compose.run('up', '--detach', '--remove-orphans', '--quiet-pull', ...scales);
  await waitUntilReady(compose, tell);

  const addresses = stackAddresses(compose.env);
  tell(`Up after ${((Date.now() - startedAt) / 1000).toFixed(1)} s:`);
  for (const [name, url] of Object.entries(addresses)) tell(`  ${name.padEnd(11)}${url}`);
  return { engine, compose, balancer: balancer.name, addresses };
}

/**
 * Says which counts go back to the file's, so that nobody who scaled by hand is surprised.
 * @param {StackCompose} compose
 * @param {readonly import('./stackCompose.mjs').ReplicaRow[]} before
 */
async function changesOf(compose, before) {
  const lines = [];
  for (const [service, wanted] of await compose.fileCounts()) {
    const present = before.filter((row) => row.Service === service).length;
    if (present !== wanted) lines.push(`${service}: ${present} now, back to the file's ${wanted}.`);
  }
  return lines.length > 0
    ? ['The stack is there already, with other counts than its file:', ...lines.map((line) => `  ${line}`)]
    : ['The stack is there already, at the counts of its file.'];
}

/** @param {string} apiVersion */
function knowsStartInterval(apiVersion) {
  const [major = 0, minor = 0] = apiVersion.split('.').map(Number);
  return major > 1 || minor >= 44;
}
