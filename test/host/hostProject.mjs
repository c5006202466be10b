// A small Compose project for the tests in the extension host: it is there before the editor starts, and gone when it ends.
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTinyImage } from '../machine/baseImages.mjs';
import { ensureCompose } from '../machine/composePlugin.mjs';
import { run } from '../machine/run.mjs';

const idle = { init: true, command: ['sleep', '100000'] };

/** `sick` never becomes healthy, so that a verification of the stack has something to report. */
const services = {
  web: { ...idle, deploy: { replicas: 2 } },
  solo: idle,
  sick: { ...idle, healthcheck: { test: ['CMD', 'false'], interval: '1s', retries: 1 } },
};

/**
 * The folder that the editor opens has no Compose file at its root: with one, the status bar would connect at the start.
 * @param {import('../machine/dockerEngine.mjs').DockerEngine} engine
 */
export async function startHostProject(engine) {
  await ensureCompose();
  const image = await ensureTinyImage();
  const name = `scalebook-host-${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-host-'));
  const cwd = join(folder, 'stack');
  mkdirSync(cwd);
  const withImage = Object.fromEntries(
    Object.entries(services).map(([service, definition]) => [service, { image, ...definition }]),
  );
  // JSON is YAML.
  writeFileSync(join(cwd, 'compose.yaml'), JSON.stringify({ services: withImage }));
  const compose = (/** @type {string[]} */ ...args) =>
    run(engine.cliPath, ['compose', '-p', name, ...args], { cwd, env: engine.env });
  const remove = async () => {
    await compose('down', '--volumes', '--timeout', '1', '--remove-orphans');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await compose('up', '--detach');
  } catch (error) {
    await remove();
    throw error;
  }
  return { name, folder, remove };
}
