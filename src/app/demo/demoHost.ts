import type { DockerContext } from '../../core/connection/dockerContext.js';
import { unexpected, type EngineFailure } from '../../core/connection/engineFailure.js';
import { isDemo } from '../../core/demo/demoContext.js';
import type { DemoEngine } from '../../core/demo/demoEngine.js';
import type { ScenarioId } from '../../core/demo/scenario.js';
import type { LoadedRunbook } from '../../core/runbook/loadedRunbook.js';
import type { Disposable } from '../../util/disposable.js';
import { Emitter } from '../../util/event.js';
import { fail, type Result } from '../../util/result.js';
import type { EngineConnection, EngineConnector } from '../ports.js';

/** Connects to Docker's contexts as they are, and to the demo's by starting it first. It runs from then on until another is connected to. */
export class DemoHost implements EngineConnector, Disposable {
  private readonly emitter = new Emitter<void>();
  /** The demo has begun or ended, or another runbook is in force on it. */
  readonly onDidChange = this.emitter.event;
  private starting: Promise<DemoEngine> | undefined;
  private running: { readonly engine: DemoEngine; readonly loaded: LoadedRunbook } | undefined;

  constructor(
    private readonly docker: () => Promise<EngineConnector>,
    private readonly start: () => Promise<DemoEngine>,
  ) {}

  /** The runbook of the demo's stack while it runs: it comes before any file's. */
  get runbooks(): readonly LoadedRunbook[] {
    return this.running ? [this.running.loaded] : [];
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  async connect(
    context: DockerContext,
    signal: AbortSignal,
    mayAsk?: boolean,
  ): Promise<Result<EngineConnection, EngineFailure>> {
    const connector = await this.docker();
    if (!isDemo(context)) {
      this.end();
      return connector.connect(context, signal, mayAsk);
    }
    try {
      const { endpoint } = await this.begin();
      return await connector.connect({ ...context, endpoint }, signal);
    } catch (error) {
      return fail(unexpected(error, context.name));
    }
  }

  /** False when it does not run. */
  play(id: ScenarioId): boolean {
    if (!this.running) return false;
    const { engine, loaded } = this.running;
    engine.play(id);
    if (engine.runbook !== loaded.runbook) {
      this.running = { engine, loaded: loadedFrom(engine) };
      this.emitter.fire();
    }
    return true;
  }

  private begin(): Promise<DemoEngine> {
    if (this.starting) return this.starting;
    const starting = this.start().then(
      (engine) => {
        // Another context may have been chosen while it started.
        if (this.starting !== starting) engine.dispose();
        else {
          this.running = { engine, loaded: loadedFrom(engine) };
          this.emitter.fire();
        }
        return engine;
      },
      (error: unknown) => {
        if (this.starting === starting) this.starting = undefined;
        throw error;
      },
    );
    this.starting = starting;
    return starting;
  }

  end(): void {
    this.starting = undefined;
    if (!this.running) return;
    this.running.engine.dispose();
    this.running = undefined;
    this.emitter.fire();
  }

  dispose(): void {
    this.end();
    this.emitter.dispose();
  }
}

const loadedFrom = ({ runbook }: DemoEngine): LoadedRunbook => ({ runbook, folder: '' });
