// Docker Compose, always on this stack's project and files, whatever the caller's environment says about other projects.
import { run } from '../machine/run.mjs';
import { PROJECT, composeFile, stackFolder } from './stackProject.mjs';

/** @typedef {{ Name: string, Service: string, State: string, Health: string }} ReplicaRow */

export class StackCompose {
  /**
   * @param {import('../machine/dockerEngine.mjs').DockerEngine} engine
   * @param {{ project?: string, files?: readonly string[], env?: Readonly<Record<string, string>> }} [extra]
   */
  constructor(engine, { project = PROJECT, files = [], env = {} } = {}) {
    this.engine = engine;
    this.env = { ...engine.env, ...env };
    this.prefix = [
      'compose',
      '--project-name',
      project,
      ...[composeFile, ...files].flatMap((file) => ['--file', file]),
    ];
  }

  /** @param {...string} args */
  run(...args) {
    return run(this.engine.cliPath, [...this.prefix, ...args], {
      cwd: stackFolder,
      env: this.env,
      timeoutMs: 5 * 60_000,
    });
  }

  /** @returns {Promise<ReplicaRow[]>} */
  async replicas() {
    const text = await this.run('ps', '--all', '--format', 'json');
    // One array before Compose 2.21, one object per line since.
    const rows = text.trim().startsWith('[')
      ? JSON.parse(text)
      : text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line));
    return rows;
  }

  /** How many replicas the file asks for, by service. @returns {Promise<Map<string, number>>} */
  async fileCounts() {
    const config = JSON.parse(await this.run('config', '--format', 'json'));
    return new Map(Object.entries(config.services).map(([name, service]) => [name, service.deploy?.replicas ?? 1]));
  }
}
