import assert from 'node:assert/strict';
import type { EngineSession } from '../../../src/app/connection/engineSession.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { connectedFeed } from '../../../src/app/operations/connectedFeed.js';
import { askGround } from '../../../src/app/operations/connections/askLimit.js';
import { SetConnections } from '../../../src/app/operations/connections/setConnections.js';
import { systemClock } from '../../../src/editor/clock.js';
import type { OperationProblem } from '../../../src/core/operation/operation.js';
import { runbookFor } from '../../../src/core/runbook/bundledRunbook.js';
import type { LoadedRunbook } from '../../../src/core/runbook/loadedRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import type { LimitFault } from '../../../src/core/scaling/connections/limitFault.js';
import type { LimitProblem } from '../../../src/core/scaling/connections/limitProblem.js';
import { planConnections, type LimitStage } from '../../../src/core/scaling/connections/planConnections.js';
import type { Stack } from '../../../src/core/stack/stack.js';
import { DisposableStore } from '../../../src/util/disposable.js';
import type { Result } from '../../../src/util/result.js';
import { limitFaultText } from '../../../src/view/words/limits/limitFaultWords.js';
import { ensureDockerEngine } from '../../machine/dockerEngine.mjs';
import { ensureStackImage, STACK_IMAGE } from '../../stack/stackImage.mjs';
import { composeProject, IDLE, type ComposeProject } from '../support/composeProject.js';
import { contextOf, never, value } from '../support/connection.js';
import { sessionOn } from '../support/session.js';

const script = '/stack/servers/postgres.sh';

/** The team's stack with a real PostgreSQL and nothing else real, and what changes the database's limit there. */
export class LimitWorld {
  private readonly pieces = new DisposableStore();
  readonly store = this.pieces.add(new LiveStore());
  readonly session: EngineSession;
  /** What went wrong, in order. */
  readonly faults: LimitFault[] = [];
  /** Phases of the steps that the setter told of. */
  readonly steps: string[] = [];

  private constructor(
    host: string,
    readonly project: ComposeProject,
  ) {
    const context = contextOf(host);
    this.session = this.pieces.add(sessionOn(context, this.store));
    this.store.update({ runbooksRead: true });
    this.pieces.add(this.session.demand.acquire());
  }

  /** @param postgres definitions of the service beside the usual ones; `arguments` go on the server's command line */
  static async start(postgres: object = {}, serverArguments = '', before = ''): Promise<LimitWorld> {
    const engine = await ensureDockerEngine();
    await ensureStackImage(engine, () => undefined);
    const idle = { command: IDLE };
    const edited = `sed 's#-D "$$ready"$$#& ${serverArguments}#' ${script} > /tmp/start.sh && ${before} exec sh /tmp/start.sh`;
    const project = await composeProject(
      {
        frontend: idle,
        backend: idle,
        'pdf-worker': idle,
        postgres: {
          image: STACK_IMAGE,
          pull_policy: 'never',
          init: false,
          command: ['sh', '-c', edited],
          stop_signal: 'SIGINT',
          restart: 'unless-stopped',
          volumes: ['data:/var/lib/postgresql/data'],
          healthcheck: {
            test: ['CMD', 'pg_isready', '-q', '-h', '127.0.0.1', '-U', 'schedgen', '-d', 'schedgen'],
            interval: '1s',
            timeout: '5s',
            retries: 10,
            start_period: '30s',
          },
          ...postgres,
        },
      },
      { volumes: { data: {} } },
    );
    try {
      await project.compose('up', '--detach', '--wait', '--quiet-pull');
    } catch (error) {
      await project.remove();
      throw error;
    }
    return new LimitWorld(engine.host, project);
  }

  get stackId(): string {
    return `compose:${this.project.name}`;
  }

  useRunbook(runbook: Runbook): void {
    const loaded: LoadedRunbook = { folder: this.project.folder, runbook };
    this.store.update({ runbooks: [loaded] });
  }

  async stack(): Promise<Stack> {
    const feed = value(await connectedFeed(this.session, this.store, AbortSignal.timeout(15_000)));
    value(await feed.refreshAll());
    const stack = this.store.state.snapshot?.stacks.find(({ id }) => id === this.stackId);
    assert.ok(stack);
    return stack;
  }

  async plan(to: number): Promise<Result<LimitStage | undefined, LimitProblem>> {
    const stack = await this.stack();
    const runbook = runbookFor(stack, this.store.state.runbooks);
    const feed = value(await connectedFeed(this.session, this.store, never));
    const ground = await askGround(feed.connection, stack, runbook, AbortSignal.timeout(10_000));
    return planConnections(stack, runbook, ground, to);
  }

  async carryOut(stage: LimitStage, signal: AbortSignal = never): Promise<OperationProblem | undefined> {
    const setter = new SetConnections(this.session, this.store, systemClock, (fault) => {
      this.faults.push(fault);
      return limitFaultText(fault);
    });
    return setter.carryOut(
      { stackId: this.stackId, context: 'test' },
      stage,
      signal,
      ({ phase }) => void this.steps.push(phase),
    );
  }

  /** Plans and carries out. */
  async set(to: number): Promise<OperationProblem | undefined> {
    const stage = value(await this.plan(to));
    return stage ? this.carryOut(stage) : undefined;
  }

  async psql(statement: string): Promise<string> {
    const [id = ''] = await this.project.containerIds('postgres');
    const answer = await this.project.docker('exec', id, 'psql', '-U', 'schedgen', '-d', 'schedgen', '-Atc', statement);
    return answer.trim();
  }

  limit(): Promise<string> {
    return this.psql('SHOW max_connections');
  }

  /** When each container was started last, by service. */
  async startedAt(): Promise<Readonly<Record<string, string>>> {
    const services = ['frontend', 'backend', 'pdf-worker', 'postgres'];
    const times = await Promise.all(
      services.map(async (service) => {
        const [id = ''] = await this.project.containerIds(service);
        return [service, (await this.project.docker('inspect', '--format', '{{.State.StartedAt}}', id)).trim()];
      }),
    );
    return Object.fromEntries(times) as Record<string, string>;
  }

  async stop(): Promise<void> {
    this.pieces.dispose();
    await this.project.remove();
  }
}
