import { existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureCompose, pluginsFolder } from '../../machine/composePlugin.mjs';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { run } from '../../machine/run.mjs';

/** A folder for the Docker CLI's settings and contexts, in place of the person's own. */
export class DockerConfig {
  readonly folder = mkdtempSync(join(tmpdir(), 'scalebook-docker-'));

  /** @param tls a folder with ca.pem, and with cert.pem and key.pem where they are to be in it */
  async addContext(name: string, host: string, description = '', tls?: string): Promise<void> {
    const { cliPath, env } = await ensureDockerEngine();
    const files = (['ca', 'cert', 'key'] as const).flatMap((file) => {
      const path = tls === undefined ? '' : join(tls, `${file}.pem`);
      return existsSync(path) ? [`${file}=${path}`] : [];
    });
    const docker = [`host=${host}`, ...files].join(',');
    const args = ['context', 'create', name, '--docker', docker, '--description', description];
    await run(cliPath, ['--config', this.folder, ...args], { env });
  }

  /** Where this folder is in use, the CLI has only the plugins in it. */
  async addCompose(): Promise<void> {
    await ensureCompose();
    symlinkSync(pluginsFolder(), join(this.folder, 'cli-plugins'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
