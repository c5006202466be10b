import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CounterHistory } from '../../../src/app/live/counterHistory.js';
import { FigureRound } from '../../../src/app/live/figureRound.js';
import { figureWants } from '../../../src/app/live/figureWants.js';
import { LiveStore } from '../../../src/app/live/liveStore.js';
import { ProbeHistory } from '../../../src/app/live/probeHistory.js';
import { Slots } from '../../../src/app/live/slots.js';
import type { Clock, EngineConnection } from '../../../src/app/ports.js';
import { underOperation } from '../../../src/core/operation/underOperation.js';
import { decideStack, type Decided } from '../../../src/core/policy/decideStack.js';
import { figureKey, type Figure } from '../../../src/core/policy/figure.js';
import type { Reading } from '../../../src/core/policy/reading.js';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { emptyServiceMemory, type ServiceMemory } from '../../../src/core/policy/serviceMemory.js';
import type { Signal } from '../../../src/core/policy/signal.js';
import { advance, startAxis, type Axis } from '../../../src/core/policy/time/axis.js';
import { usageBetween } from '../../../src/core/policy/usage.js';
import type { UsageSample } from '../../../src/core/policy/usageSample.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Service, type Snapshot, type Stack } from '../../../src/core/stack/stack.js';
import { Demo } from '../../../src/demo/demo.js';
import { createConnector } from '../../../src/engine/main.js';
import { createFigureSources } from '../../../src/sources/main.js';
import { contextOf, never, value } from '../support/connection.js';

/** A Tuesday evening, on which the runbook's schedule says nothing. */
export const evening = Date.UTC(2026, 8, 1, 18, 0);

/** As far apart as two figures may be for the rules to take the time between them for seen. */
const lookMs = 30_000;

/**
 * The product and the demo in one time that stands still between looks. Everything goes over the demo's own socket and port: the list, the
 * statistics, the queries, the statements; and what the rules make of it is the product's own answer.
 */
export class Lockstep {
  private readonly store = new LiveStore();
  private readonly clock: Clock;
  private axis: Axis;
  private snapshot: Snapshot = emptySnapshot;
  private samples = new Map<string, UsageSample>();
  private readonly memories = new Map<string, ServiceMemory>();
  private readonly counters: CounterHistory;
  private readonly probes = new ProbeHistory();
  private decided: readonly Decided[] = [];
  readonly runbook: Runbook;

  private constructor(
    readonly demo: Demo,
    readonly connection: EngineConnection,
    private readonly time: { now: number },
    private readonly folder: string,
  ) {
    this.clock = {
      now: () => time.now,
      monotonic: () => time.now - evening + 1,
      after: () => ({ dispose: () => undefined }),
    };
    this.axis = startAxis({ monoMs: this.clock.monotonic(), wallMs: time.now });
    this.counters = new CounterHistory(this.clock);
    this.runbook = { ...demo.runbook, schedule: { ...demo.runbook.schedule, timeZone: 'UTC' } };
  }

  static async open(beginsAt = evening, seed = 1): Promise<Lockstep> {
    const time = { now: beginsAt };
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-lockstep-'));
    const path = join(folder, 'demo.sock');
    const clock = { now: () => time.now, sleep: () => Promise.resolve() };
    const demo = await Demo.open({ path, clock, seed, speed: 1, pulseMs: undefined });
    const connection = value(await createConnector().connect(contextOf(`unix://${path}`), never));
    return new Lockstep(demo, connection, time, folder);
  }

  get now(): number {
    return this.time.now;
  }

  get stack(): Stack {
    return this.snapshot.stacks[0] ?? assert.fail('the demo has no stack');
  }

  /** Lets time go on, and looks at everything. */
  async look(): Promise<void> {
    this.time.now += lookMs;
    this.axis = advance(this.axis, { monoMs: this.clock.monotonic(), wallMs: this.now });
    this.snapshot = buildSnapshot(value(await this.connection.listContainers(never)), this.snapshot);
    const { stack, runbook, axis, now } = this;
    const readings = await this.readings(stack);
    const context = this.connection.context;
    const info = this.connection.info;
    this.store.update({ connection: { phase: 'connected', context, info }, snapshot: this.snapshot, readings });
    const figures = await this.figures();
    this.decided = decideStack({
      stack,
      runbook,
      readings,
      readingIntervalMs: lookMs,
      figures,
      changes: [],
      underOperation: underOperation([], ''),
      calendar: noCalendars,
      axis,
      now,
      memoryOf: (serviceId) => this.memories.get(serviceId) ?? emptyServiceMemory,
    });
    for (const { serviceId, memory } of this.decided) this.memories.set(serviceId, memory);
  }

  private async readings(stack: Stack): Promise<ReadonlyMap<string, Reading>> {
    const running = stack.services.flatMap(({ replicas }) => replicas.filter(({ state }) => state === 'running'));
    const ids = running.map(({ containerId }) => containerId);
    const found = await this.connection.readUsage(ids, never);
    const readings = new Map<string, Reading>();
    for (const replica of running) {
      const sample = found.get(replica.containerId) ?? assert.fail(`${replica.name} could not be read`);
      const usage = usageBetween(this.samples.get(replica.containerId), sample, replica.limits, this.connection.info);
      readings.set(replica.id, { ...usage, at: this.now });
    }
    this.samples = new Map(found);
    return readings;
  }

  private async figures(): Promise<ReadonlyMap<string, Figure>> {
    const found = new Map<string, Figure>();
    const access = {
      connection: this.connection,
      sources: createFigureSources(),
      secrets: { get: () => Promise.resolve(undefined) },
      slots: new Slots(6),
      signal: never,
    };
    const wants = figureWants(this.snapshot.stacks, () => this.runbook);
    const round = new FigureRound(wants, () => this.store.state, access, this.probes, this.counters, this.clock);
    await round.run((figure) => found.set(figureKey(figure.serviceId, figure.metric), figure));
    this.store.update({ figures: found });
    return found;
  }

  /** Looks again and again for so long, and after each look does what is to be done then. */
  async goOn(minutes: number, afterEach: (steps: Lockstep) => Promise<void> = () => Promise.resolve()): Promise<void> {
    const end = this.now + minutes * 60_000;
    while (this.now < end) {
      await this.look();
      await afterEach(this);
    }
  }

  of(service: string): Decided {
    const found = this.decided.find(({ serviceId }) => serviceId.endsWith(`/${service}`));
    return found ?? assert.fail(`nothing was decided of ${service}`);
  }

  signal(service: string, rule: string): Signal {
    const found = this.of(service).policy.signals.find((signal) => signal.rule.id === rule);
    return found ?? assert.fail(`${service} has no ${rule}`);
  }

  /** Its value, or NaN where it is not known. */
  figure(service: string, rule: string): number {
    return this.signal(service, rule).value ?? Number.NaN;
  }

  service(name: string): Service {
    return this.stack.services.find((service) => service.name === name) ?? assert.fail(`there is no ${name}`);
  }

  count(service: string): number {
    return this.service(service).replicas.length;
  }

  async close(): Promise<void> {
    this.connection.dispose();
    await this.demo.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
