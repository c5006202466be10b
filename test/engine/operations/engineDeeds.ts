import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { until } from '../support/connection.js';

/** One thing that the engine did to a container. */
export interface Deed {
  readonly deed: string;
  readonly containerId: string;
  /** `web-3`. */
  readonly replica: string;
  readonly service: string;
}

/** What of it there is to see: health checks alone would be hundreds, and an engine can tell of one end twice. */
const looked = ['create', 'start', 'restart', 'destroy', 'rename', 'update', 'pause'];

/** What was done to each replica, in order, such as `create`, `start` to `web-3`. */
export type Deeds = ReadonlyMap<string, readonly string[]>;

/** All that an engine does to the containers of a project, by its own events, whoever asked for it. */
export class EngineDeeds {
  private deeds: Deed[] = [];
  private lastAt = 0;

  private constructor(private readonly follower: ChildProcess) {}

  static async follow(project: string): Promise<EngineDeeds> {
    const { cliPath, env } = await ensureDockerEngine();
    const filters = [`label=com.docker.compose.project=${project}`, ...looked.map((event) => `event=${event}`)];
    const args = ['events', '--format', '{{json .}}', ...filters.flatMap((filter) => ['--filter', filter])];
    const child = spawn(cliPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const found = new EngineDeeds(child);
    let rest = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) found.take(line);
    });
    return found;
  }

  private take(line: string): void {
    const { Action, Actor } = JSON.parse(line) as {
      readonly Action: string;
      readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
    };
    const label = (name: string): string => Actor.Attributes[`com.docker.compose.${name}`] ?? '';
    const service = label('service');
    this.deeds.push({
      deed: Action,
      containerId: Actor.ID,
      replica: `${service}-${label('container-number')}`,
      service,
    });
    this.lastAt = Date.now();
  }

  /** Forgets what was before. */
  begin(): void {
    this.deeds = [];
  }

  /** Of every replica to which something was done. */
  get byReplica(): Deeds {
    const found = new Map<string, string[]>();
    for (const { replica, deed } of this.deeds) found.set(replica, [...(found.get(replica) ?? []), deed]);
    return found;
  }

  areExactly(expected: Deeds): boolean {
    return JSON.stringify(sorted(this.byReplica)) === JSON.stringify(sorted(expected));
  }

  expectExactly(expected: Deeds, message: string): void {
    assert.deepEqual(sorted(this.byReplica), sorted(expected), message);
  }

  /** Waits until nothing was done for so long. */
  async rest(forMs: number): Promise<void> {
    const since = Date.now();
    await until('the engine rests', () => Date.now() - Math.max(since, this.lastAt) >= forMs);
  }

  async stop(): Promise<void> {
    const ended = once(this.follower, 'exit');
    this.follower.kill();
    await ended;
  }
}

const sorted = (deeds: Deeds): object => Object.fromEntries([...deeds].sort());
