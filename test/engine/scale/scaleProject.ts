import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { EngineConnection } from '../../../src/app/ports.js';
import type { ContainerRecord } from '../../../src/core/stack/containerRecord.js';
import { ensureTinyImage } from '../../machine/baseImages.mjs';
import { ensureCompose } from '../../machine/composePlugin.mjs';
import { ensureDockerCli } from '../../machine/dockerPrograms.mjs';
import { attempt, run } from '../../machine/run.mjs';

/** What Compose reads; JSON is YAML. */
export type ComposeFile = Readonly<Record<string, unknown>>;

/** A Compose project of one test, with files and a name of its own, on the engine of `connection`. */
export class ScaleProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'scalebook-test-'));
  readonly file = join(this.folder, 'compose.json');
  readonly env: NodeJS.ProcessEnv;

  private constructor(
    readonly name: string,
    readonly connection: EngineConnection,
    private readonly cliPath: string,
    environment: NodeJS.ProcessEnv,
  ) {
    this.env = { ...process.env, ...environment, DOCKER_HOST: connection.context.endpoint.raw };
  }

  static async open(connection: EngineConnection, environment: NodeJS.ProcessEnv = {}): Promise<ScaleProject> {
    const host = connection.context.endpoint.raw;
    await ensureCompose();
    await ensureTinyImage({ host });
    const name = `scalebook-test-scale-${randomBytes(4).toString('hex')}`;
    return new ScaleProject(name, connection, await ensureDockerCli(), environment);
  }

  /** A second project with the same file, to show on it what the plain commands do. */
  async twin(content: ComposeFile): Promise<ScaleProject> {
    const twin = await ScaleProject.open(this.connection);
    twin.write(content);
    return twin;
  }

  write(content: ComposeFile): void {
    writeFileSync(this.file, JSON.stringify({ name: this.name, ...content }, undefined, 2));
  }

  docker(...args: string[]): Promise<string> {
    return run(this.cliPath, args, { env: this.env });
  }

  /** What Compose said, progress included. */
  async compose(...args: string[]): Promise<string> {
    const outcome = await this.tryCompose(...args);
    if (!outcome.ok) throw new Error(`docker compose ${args.join(' ')} failed:\n${outcome.stderr}`);
    return outcome.stdout + outcome.stderr;
  }

  tryCompose(...args: string[]) {
    return attempt(this.cliPath, ['compose', '--file', this.file, ...args], { env: this.env });
  }

  /** The project's containers, by service and number. */
  async records(service?: string): Promise<readonly ContainerRecord[]> {
    const listed = await this.connection.listContainers(AbortSignal.timeout(20_000));
    if (!listed.ok) throw new Error(listed.error.detail);
    return listed.value
      .filter((record) => record.project === this.name && (service === undefined || record.service === service))
      .sort((a, b) => a.service.localeCompare(b.service) || a.number - b.number);
  }

  /** Container ids by name, to compare before with after. */
  async ids(service?: string): Promise<Readonly<Record<string, string>>> {
    return Object.fromEntries((await this.records(service)).map(({ name, containerId }) => [name, containerId]));
  }

  /** The engine's whole answer about the replica of that number. */
  async inspect(service: string, number: number): Promise<InspectedContainer> {
    const [answer] = JSON.parse(
      await this.docker('inspect', `${this.name}-${service}-${number}`),
    ) as InspectedContainer[];
    if (!answer) throw new Error(`${service} ${number} is not there`);
    return answer;
  }

  async close(): Promise<void> {
    // By its labels alone: a test may have broken the file.
    const down = ['down', '--volumes', '--remove-orphans', '--timeout', '1'];
    await run(this.cliPath, ['compose', '--project-name', this.name, ...down], { env: this.env, cwd: tmpdir() });
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The parts of `docker inspect` that tests look at. */
export interface InspectedContainer {
  readonly Id: string;
  readonly Image: string;
  readonly Config: {
    readonly Hostname: string;
    readonly Image: string;
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
    readonly Healthcheck?: unknown;
  };
  readonly Mounts: readonly { readonly Type: string; readonly Name?: string; readonly Destination: string }[];
  readonly NetworkSettings: {
    readonly Networks: Readonly<
      Record<string, { readonly Aliases: readonly string[] | null; readonly IPAddress: string }>
    >;
  };
}
