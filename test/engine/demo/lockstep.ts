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
import { underOperation } from '../../../src/core/operation/run/underOperation.js';
import { decideStack, type Decided } from '../../../src/core/policy/decideStack.js';
import { figureIntervalMs, figureKey, type Figure } from '../../../src/core/policy/figure.js';
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
import { shipped } from '../../../src/demo/shipped.js';
import { createConnector } from '../../../src/engine/main.js';
import { createFigureSources } from '../../../src/sources/main.js';
import { contextOf, never, value } from '../support/connection.js';

/** A Tuesday evening, on which the runbook's schedule says nothing. */
export const evening = Date.UTC(2026, 8, 1, 18, 0);

export interface LockstepOptions {
  readonly beginsAt?: number;
  readonly seed?: number;
  readonly speed?: number;
  /** Between two looks; figures that are more than 37 s apart leave the time between them unseen. */
  readonly lookMs?: number;
}

/**
 * The product and the demo in one time that stands still between looks. Everything goes over the demo's own socket and port: the list, the
 * statistics, the queries, the statements; and what the rules make of it is the product's own answer.
 */
export class Lockstep {
  readonly store = new LiveStore();
  readonly clock: Clock;
  private axis: Axis;
  private snapshot: Snapshot = emptySnapshot;
  private samples = new Map<string, UsageSample>();
  private readonly memories = new Map<string, ServiceMemory>();
  private readonly counters: CounterHistory;
  private readonly probes = new ProbeHistory();
  private decided: readonly Decided[] = [];
  /** Of replicas that the rules have said are not needed, minutes. */
  wastedMinutes = 0;
  private constructor(
    readonly demo: Demo,
    readonly connection: EngineConnection,
    private readonly time: { now: number },
    private readonly folder: string,
    private readonly lookMs: number,
  ) {
    this.clock = {
      now: () => time.now,
      monotonic: () => time.now - evening + 1,
      after: () => ({ dispose: () => undefined }),
    };
    this.axis = startAxis({ monoMs: this.clock.monotonic(), wallMs: time.now });
    this.counters = new CounterHistory(this.clock);
  }

  get runbook(): Runbook {
    const { runbook } = this.demo;
    return { ...runbook, schedule: { ...runbook.schedule, timeZone: 'UTC' } };
  }

  /** As it is shipped, and looked at as often as the product asks for figures. */
  static async open(options: LockstepOptions = {}): Promise<Lockstep> {
    const { beginsAt = evening, seed = shipped.seed, speed = shipped.speed, lookMs = figureIntervalMs } = options;
    const time = { now: beginsAt };
    const folder = mkdtempSync(join(tmpdir(), 'scalebook-lockstep-'));
    const path = join(folder, 'demo.sock');
    const clock = { now: () => time.now, monotonic: () => time.now - beginsAt, sleep: () => Promise.resolve() };
    const demo = await Demo.open({ path, clock, seed, speed, pulseMs: undefined });
    const connection = value(await createConnector().connect(contextOf(`unix://${path}`), never));
    return new Lockstep(demo, connection, time, folder, lookMs);
  }

  get now(): number {
    return this.time.now;
  }

  get stack(): Stack {
    return this.snapshot.stacks[0] ?? assert.fail('the demo has no stack');
  }

  /** Lets time go on, and looks at everything. */
  async look(): Promise<void> {
    this.time.now += this.lookMs;
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
      readingIntervalMs: this.lookMs,
      figures,
      changes: [],
      underOperation: underOperation([], ''),
      calendar: noCalendars,
      axis,
      now,
      memoryOf: (serviceId) => this.memories.get(serviceId) ?? emptyServiceMemory,
    });
    this.store.update({ policies: new Map(this.decided.map(({ serviceId, policy }) => [serviceId, policy])) });
    for (const { serviceId, memory, policy } of this.decided) {
      this.memories.set(serviceId, memory);
      const { from, target } = policy.decision.recommendation ?? { from: 0, target: 0 };
      this.wastedMinutes += (Math.max(0, from - target) * this.lookMs) / 60_000;
    }
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
