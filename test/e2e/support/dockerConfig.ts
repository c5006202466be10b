import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';

/** A folder for the Docker CLI's settings and contexts, in place of the person's own. */
export class DockerConfig {
  readonly folder = mkdtempSync(join(tmpdir(), 'scalebook-docker-'));

  async addContext(name: string, host: string, description = ''): Promise<void> {
    const { cliPath, env } = await ensureDockerEngine();
    const args = ['context', 'create', name, '--docker', `host=${host}`, '--description', description];
    await run(cliPath, ['--config', this.folder, ...args], { env });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
