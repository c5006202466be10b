import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { until } from '../support/connection.js';
import { EngineDeeds } from './engineDeeds.js';
import { buildWindow } from './killableWindow.js';
import type { Ground } from './operationPieces.js';

const health = { test: ['CMD', 'true'], interval: '200ms', start_period: '1s' };
const quick = { command: IDLE, healthcheck: health, stop_grace_period: '0s' };

const services = {
  web: quick,
  api: quick,
  // It does not listen to SIGTERM, so that the engine is still at it when whoever asked for it is gone.
  slow: { command: IDLE, healthcheck: health, init: false, stop_grace_period: '1s' },
  other: quick,
};

export type ServiceName = keyof typeof services;
export type Counts = Readonly<Record<ServiceName, number>>;

export const usualCounts: Counts = { web: 1, api: 1, slow: 1, other: 2 };
const names = Object.keys(services) as readonly ServiceName[];

/** A stack on which windows are killed in the middle of what they do. */
export class KilledStack {
  private constructor(
    private readonly host: string,
    private readonly project: ComposeProject,
    readonly deeds: EngineDeeds,
    private readonly folder: string,
  ) {}

  static async start(): Promise<KilledStack> {
    const { host } = await ensureDockerEngine();
    await buildWindow();
    const project = await composeProject(services);
    const deeds = await EngineDeeds.follow(project.name);
    const stack = new KilledStack(host, project, deeds, mkdtempSync(join(tmpdir(), 'scalebook-killed-')));
    try {
      await stack.bringTo(usualCounts);
      await until('the engine tells what it does', () => deeds.byReplica.size > 0);
    } catch (error) {
      await stack.stop();
      throw error;
    }
    return stack;
  }

  get stackId(): string {
    return `compose:${this.project.name}`;
  }

  /** For windows that share a journal and locks. */
  ground(run: string): Pick<Ground, 'host' | 'folder' | 'runbook'> {
    return { host: this.host, folder: join(this.folder, run), runbook: this.runbook };
  }

  /** Steps and waits of a test. */
  private get runbook(): Runbook {
    return {
      ...defaultRunbook,
      origin: 'file',
      stack: this.project.name,
      rungs: [2, 4, 6],
      scaleDown: { ...defaultRunbook.scaleDown, betweenMs: 400 },
      operations: { ...defaultRunbook.operations, settleMs: 400 },
    };
  }

  /** Brings it to these counts, all healthy, and forgets what was done for it. */
  async reset(counts: Counts): Promise<void> {
    await this.bringTo(counts);
    await this.deeds.rest(100);
    this.deeds.begin();
  }

  private async bringTo(counts: Counts): Promise<void> {
    const scales = names.map((name) => `--scale=${name}=${counts[name]}`);
    await this.project.compose('up', '--detach', '--wait', '--no-recreate', ...scales);
  }

  /** How many containers there are of each service, in any state. */
  async counts(): Promise<Counts> {
    const replicas = await this.replicas();
    const countOf = (name: ServiceName): number => replicas.filter(({ service }) => service === name).length;
    return Object.fromEntries(names.map((name) => [name, countOf(name)])) as Record<ServiceName, number>;
  }

  /** `web-3` and `running`, of every container. */
  async replicas(): Promise<readonly { readonly service: string; readonly name: string; readonly state: string }[]> {
    const filter = ['--filter', `label=com.docker.compose.project=${this.project.name}`];
    const [service, number] = ['service', 'container-number'].map((name) => `{{.Label "com.docker.compose.${name}"}}`);
    const format = ['--format', `${service ?? ''} ${number ?? ''} {{.State}}`];
    const listed = await this.project.docker('ps', '--all', ...filter, ...format);
    return listed
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' '))
      .map(([name = '', itsNumber = '', state = '']) => ({ service: name, name: `${name}-${itsNumber}`, state }));
  }

  /** Every number once, all running, and these counts. */
  async expect(counts: Counts, message: string): Promise<void> {
    assert.deepEqual(await this.counts(), counts, message);
    const replicas = await this.replicas();
    assert.equal(new Set(replicas.map(({ name }) => name)).size, replicas.length, message);
    for (const { name, state } of replicas) assert.equal(state, 'running', `${name}, ${message}`);
  }

  async stop(): Promise<void> {
    await this.deeds.stop();
    await this.project.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
