import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureTinyImage } from '../../machine/baseImages.mjs';
import { ensureCompose } from '../../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';

/** A Compose project of one test, with a name of its own, that leaves nothing behind. */
export interface ComposeProject {
  readonly name: string;
  readonly folder: string;
  /** `docker compose <args>` in this project. */
  compose(...args: string[]): Promise<string>;
  docker(...args: string[]): Promise<string>;
  /** Ids of a service's containers in any state, one-offs left out, by number. */
  containerIds(service: string): Promise<string[]>;
  remove(): Promise<void>;
}

/** A project whose services get the tiny image, on the shared engine or the one at `host`. Nothing runs before `compose('up', …)`. */
export async function composeProject(
  services: Record<string, object>,
  more: object = {},
  host?: string,
): Promise<ComposeProject> {
  const { cliPath, env: sharedEnv } = await ensureDockerEngine();
  const env = host === undefined ? sharedEnv : { ...sharedEnv, DOCKER_HOST: host };
  await ensureCompose();
  const image = await ensureTinyImage(host === undefined ? {} : { host });
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-test-'));
  const name = `scalebook-test-${randomBytes(4).toString('hex')}`;
  const complete: Record<string, object> = {};
  for (const [service, definition] of Object.entries(services))
    complete[service] = { image, init: true, ...definition };
  // JSON is YAML.
  writeFileSync(join(folder, 'compose.yaml'), JSON.stringify({ services: complete, ...more }));
  const docker = (...args: string[]): Promise<string> => run(cliPath, args, { cwd: folder, env });
  const compose = (...args: string[]): Promise<string> => docker('compose', '-p', name, ...args);
  return {
    name,
    folder,
    compose,
    docker,
    async containerIds(service) {
      const ofService = `label=com.docker.compose.service=${service}`;
      const filters = [`label=com.docker.compose.project=${name}`, ofService, 'label=com.docker.compose.oneoff=False'];
      const format = '{{.Label "com.docker.compose.container-number"}} {{.ID}}';
      const args = filters.flatMap((filter) => ['--filter', filter]);
      const listed = await docker('ps', '--all', '--no-trunc', ...args, '--format', format);
      const lines = listed
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.split(' '));
      return lines.sort(([a], [b]) => Number(a) - Number(b)).map(([, id]) => id ?? '');
    },
    async remove() {
      try {
        const left = await docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${name}`);
        const ids = left.split('\n').filter((id) => id !== '');
        // One-offs, which `down` leaves, would hold on to the network.
        if (ids.length > 0) await docker('rm', '--force', '--volumes', ...ids);
        await compose('down', '--volumes', '--timeout', '1', '--remove-orphans');
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Runs until it is told to stop, and then stops at once. */
export const IDLE = ['sleep', '100000'];
