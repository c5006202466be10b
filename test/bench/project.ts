import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../machine/run.mjs';
import type { Bench } from './bench.js';

/** A Compose project with one service, `worker`. */
export interface BenchProject {
  readonly name: string;
  readonly docker: (...args: string[]) => Promise<string>;
  /** `docker compose <args>` in the project's folder, as a user would type it. */
  readonly compose: (...args: string[]) => Promise<string>;
}

/** Runs `replicas` workers while `work` lasts, and removes them whatever happens. */
export async function withProject(
  bench: Bench,
  replicas: number,
  work: (project: BenchProject) => Promise<void>,
): Promise<void> {
  const { cliPath, env, image } = await bench.docker();
  bench.signal.throwIfAborted();
  const folder = mkdtempSync(join(tmpdir(), 'scalebook-bench-'));
  const name = `scalebook-bench-${randomBytes(4).toString('hex')}`;
  // It ends at once when told to, so that no grace period is measured.
  const worker = { image, init: true, command: ['sleep', '100000'] };
  // JSON is YAML.
  writeFileSync(join(folder, 'compose.yaml'), JSON.stringify({ name, services: { worker } }));
  const docker = (...args: string[]): Promise<string> => run(cliPath, args, { cwd: folder, env });
  const compose = (...args: string[]): Promise<string> => docker('compose', ...args);
  try {
    await compose('up', '--detach', '--scale', `worker=${replicas}`);
    await work({ name, docker, compose });
  } finally {
    await compose('down', '--volumes', '--timeout', '1', '--remove-orphans');
    rmSync(folder, { recursive: true, force: true });
  }
}
