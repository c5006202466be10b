import type { ScenarioId } from '../core/demo/scenario.js';
import type { Runbook } from '../core/runbook/runbook.js';
import type { Disposable } from '../util/disposable.js';
import { ContainerStore } from './containers/containerStore.js';
import { idleProgram, type Program } from './containers/program.js';
import { containerRoutes } from './engine/containerRoutes.js';
import { EngineServer } from './engine/engineServer.js';
import { eventRoutes } from './engine/eventRoutes.js';
import { execRoutes } from './engine/execRoutes.js';
import { fileRoutes } from './engine/fileRoutes.js';
import { logRoutes } from './engine/logRoutes.js';
import { statsRoutes } from './engine/statsRoutes.js';
import { systemRoutes, type Machine } from './engine/systemRoutes.js';
import { EngineFaults } from './faults/engineFaults.js';
import { FaultDesk } from './faults/faultDesk.js';
import { objectAt, textAt, type Json } from './json.js';
import { Random } from './load/random.js';
import { Player } from './scenarios/player.js';
import type { HostUse } from './stack/hostFiles.js';
import { atNight, demoRunbook } from './stack/demoRunbook.js';
import { DemoPrometheus } from './stack/prometheus.js';
import { StackServer } from './stack/stackServer.js';
import { teamProgram } from './stack/teamPrograms.js';
import { projectName } from './stack/teamServices.js';
import { TeamStack } from './stack/teamStack.js';
import { World } from './stack/world.js';
import { DemoTime, type DemoClock } from './time.js';

export interface DemoOptions {
  /** Of the socket or pipe. */
  readonly path: string;
  readonly clock: DemoClock;
  readonly seed: number;
  /** How much faster the time of the load runs than the clock. */
  readonly speed: number;
  /** How often time goes on by itself, ms; undefined: only when somebody asks. */
  readonly pulseMs: number | undefined;
}

const machine: Machine = { cpus: 16, memoryBytes: 64 * 1024 ** 3 };
const tickMs = 1000;
/** Of the model: so much has been measured when somebody first looks. */
const pastMs = 60 * 60_000;
/** After a longer pause, such as a laptop's sleep, the demo goes on from there and not through all of it. */
const longestGapMs = 30 * 60_000;
/** Taken by the machine itself. */
const ownBytes = 6 * 1024 ** 3;

const runbooksAt = (base: string): { usual: Runbook; night: Runbook } => {
  const usual = demoRunbook(base);
  return { usual, night: atNight(usual) };
};

/** An engine with the runbook's stack on it, in this process, of which nothing is real. */
export class Demo implements Disposable {
  readonly faults = new FaultDesk();
  /** Of what the stack itself answers: pages, the queue's figures, Prometheus. */
  readonly stackFaults = new FaultDesk();
  readonly engineFaults: EngineFaults;
  readonly store: ContainerStore;
  readonly world: World;
  private readonly time: DemoTime;
  private readonly player: Player;
  private readonly prometheus: DemoPrometheus;
  private readonly engine: EngineServer;
  private readonly stackServer: StackServer;
  private readonly programs = new Map<string, Program>();
  private tickedMs = 0;
  private machineNs: number;
  /** Of its cores, what was used. */
  private busyNs = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private runbooks: { readonly usual: Runbook; readonly night: Runbook };

  private constructor(private readonly options: DemoOptions) {
    // Of their own: what is asked, and in which order, must not change the load.
    const [random, ids, answers] = [0, 1, 2].map((more) => new Random(options.seed * 3 + more)) as [
      Random,
      Random,
      Random,
    ];
    const time = new DemoTime(options.clock, options.speed);
    this.time = time;
    this.runbooks = runbooksAt('http://127.0.0.1');
    this.store = new ContainerStore(time, ids, (body) => this.programFor(body));
    this.world = new World(this.store, random, options.speed);
    const stack = new TeamStack(this.store, this.world, time, ids);
    this.player = new Player(this.world, stack, options.speed);
    this.prometheus = new DemoPrometheus(this.world);
    this.machineNs = 3 * 24 * 3600 * 1e9 * machine.cpus;
    stack.toBaseline();
    this.live(-pastMs, 0);
    const advance = (): void => this.advance();
    const exec = execRoutes(this.store, ids);
    const routes = [
      ...systemRoutes(this.store, time, machine),
      ...containerRoutes(this.store, time),
      ...statsRoutes(this.store, time, { ...machine, busyNs: () => this.machineNs }),
      ...eventRoutes(this.store),
      ...logRoutes(this.store),
      ...fileRoutes(this.store),
      ...exec.routes,
    ];
    this.engine = new EngineServer(options.path, routes, exec.takeOver, this.faults, advance);
    this.engineFaults = new EngineFaults(this.engine, this.store);
    this.stackServer = new StackServer(this.world, this.prometheus, time, answers, advance, this.stackFaults);
  }

  static async open(options: DemoOptions): Promise<Demo> {
    const demo = new Demo(options);
    try {
      demo.runbooks = runbooksAt(await demo.stackServer.open());
      await demo.engine.open();
    } catch (error) {
      await demo.close();
      throw error;
    }
    if (options.pulseMs !== undefined) demo.timer = setInterval(() => demo.advance(), options.pulseMs).unref();
    return demo;
  }

  /** The bundled runbook, with the demo's addresses in it. */
  get runbook(): Runbook {
    return this.player.isAtNight ? this.runbooks.night : this.runbooks.usual;
  }

  play(id: ScenarioId): void {
    this.advance();
    this.player.play(id, this.tickedMs);
  }

  /** Puts a service of another project there, for whoever needs containers of a kind of their own. */
  addProgram(project: string, service: string, program: Program): void {
    this.programs.set(`${project}/${service}`, program);
  }

  /** Brings everything up to this moment. */
  advance(): void {
    const now = Math.floor(this.time.model() / tickMs) * tickMs;
    const from = Math.max(this.tickedMs, now - longestGapMs);
    this.live(from, now);
    this.tickedMs = Math.max(this.tickedMs, now);
  }

  /** From one moment of the model to another. */
  private live(fromModelMs: number, toModelMs: number): void {
    const wallNs = (tickMs / this.options.speed) * 1e6;
    for (let modelMs = fromModelMs + tickMs; modelMs <= toModelMs; modelMs += tickMs) {
      this.player.tick(modelMs);
      this.store.tick(modelMs);
      this.world.tick(tickMs / 1000, modelMs);
      for (const container of this.store.running) {
        const usedNs = container.program.cores(container) * wallNs;
        container.cpuNs += usedNs;
        this.busyNs += usedNs;
      }
      this.machineNs += wallNs * machine.cpus;
      this.prometheus.scrape(this.time.wallOf(modelMs));
    }
  }

  private programFor(body: Json): Program {
    const labels = objectAt(body, 'Labels');
    const project = textAt(labels, 'com.docker.compose.project');
    const service = textAt(labels, 'com.docker.compose.service');
    const teams =
      project === projectName
        ? teamProgram(
            service,
            () => this.world,
            () => this.hostUse(),
          )
        : undefined;
    return teams ?? this.programs.get(`${project}/${service}`) ?? idleProgram;
  }

  /** What the machine of the engine has, and how much of it is in use. */
  hostUse(): HostUse {
    const { running } = this.store;
    const sum = (of: (container: (typeof running)[number]) => number): number =>
      running.reduce((all, container) => all + of(container), 0);
    return {
      cpus: machine.cpus,
      memoryBytes: machine.memoryBytes,
      busyCores: Math.min(
        machine.cpus,
        sum((container) => container.program.cores(container)),
      ),
      usedBytes: Math.min(machine.memoryBytes, ownBytes + sum(({ memoryBytes }) => memoryBytes)),
      upSeconds: this.machineNs / 1e9 / machine.cpus,
      busySeconds: this.busyNs / 1e9,
    };
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([this.engine.close(), this.stackServer.close()]);
  }

  dispose(): void {
    void this.close();
  }
}
