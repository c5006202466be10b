import assert from 'node:assert/strict';
import { PolicyKeeper } from '../../../../src/app/policy/policyKeeper.js';
import type { StateFile } from '../../../../src/app/ports.js';
import { figureKey, type Figure } from '../../../../src/core/policy/figure.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Signal } from '../../../../src/core/policy/signal.js';
import type { Stage } from '../../../../src/core/operation/stage.js';
import { ended, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { replicas, reading, readingsOf } from '../../support/stacks.js';
import { settle } from '../support/manualClock.js';
import { World } from '../support/world.js';

const project = { project: 'up-schedule-generator' };
const records = [
  ...replicas('frontend', 1, project),
  ...replicas('backend', 1, project),
  ...replicas('pdf-worker', 3, project),
];
const worker = 'compose:up-schedule-generator/pdf-worker';

class MemoryFile implements StateFile {
  text: string | undefined;
  writes = 0;
  read(): Promise<string | undefined> {
    return Promise.resolve(this.text);
  }
  write(text: string): Promise<void> {
    this.text = text;
    this.writes += 1;
    return Promise.resolve();
  }
}

async function setup(file = new MemoryFile()) {
  const world = new World();
  world.add('here', ...records);
  const keeper = new PolicyKeeper(world.store, world.clock, file, world.log);
  world.store.update({ runbooksRead: true });
  await world.connected();
  await settle();
  /** Everything is read once, with so many jobs waiting. */
  const read = (waiting: number | undefined, cpu = 20): void => {
    const at = world.clock.now();
    const figure = (metric: string, value: number | undefined): [string, Figure] => [
      figureKey(worker, metric),
      { serviceId: worker, metric, value, complete: true, at, sourceAt: at, source: 'test', problem: '' },
    ];
    world.store.update({
      readings: readingsOf(records, reading(cpu, 10, at)),
      figures: new Map([figure('jobsWaiting', waiting), figure('jobsActive', 3)]),
    });
  };
  const policy = () => world.store.state.policies.get(worker);
  const signal = (rule: string): Signal | undefined => policy()?.signals.find((each) => each.rule.id === rule);
  return { world, clock: world.clock, keeper, file, read, policy, signal };
}

describe('the keeper of the rules', () => {
  it('says nothing of a stack before anything was read, and of each rule what is known then', async () => {
    const { read, signal } = await setup();
    assert.equal(signal('jobs-waiting')?.level, 'unknown');
    read(263);
    assert.deepEqual([signal('jobs-waiting')?.level, signal('jobs-waiting')?.value], ['critical', 263]);
    assert.equal(signal('cpu-average')?.level, 'normal');
    assert.equal(signal('queue-wait')?.level, 'unknown');
  });

  it('gives what each metric was, at the times on the wall at which it was read', async () => {
    const { read, clock, keeper } = await setup();
    const first = clock.now();
    read(10);
    await clock.advance(15_000);
    read(undefined);
    await clock.advance(15_000);
    read(30);
    assert.deepEqual(keeper.historyOf(worker).get('jobsWaiting'), [
      { at: first, value: 10 },
      { at: first + 30_000, value: 30 },
    ]);
    assert.equal(keeper.historyOf('compose:other/pdf-worker').size, 0);
  });

  it('recommends what the queue asks for', async () => {
    const { read, policy } = await setup();
    read(263);
    assert.equal(policy()?.decision.state, 'scale-now');
    assert.deepEqual([policy()?.decision.recommendation?.from, policy()?.decision.recommendation?.target], [3, 6]);
  });

  it('recommends nothing while an operation waits between two stages, and again once it has ended', async () => {
    const { world, read, policy } = await setup();
    const stack = 'compose:up-schedule-generator';
    const [stage] = operationPlan([scaleStage(3, 6, 'pdf-worker')]).stages;
    assert.ok(stage);
    const plan = operationPlan([{ ...stage, serviceId: worker } as Stage], { context: 'here', stackId: stack });
    read(263);
    world.store.update({ operations: [operationOf(plan)] });
    assert.deepEqual(policy()?.decision.refusals[0], { refusal: 'operation-running', until: undefined });
    assert.equal(policy()?.decision.recommendation, undefined);
    world.store.update({ operations: [operationOf(plan, [[9, ended('stopped', {})]])] });
    assert.equal(policy()?.decision.recommendation?.target, 6);
  });

  it('has no timer of its own, and decides nothing when nothing is new', async () => {
    const { world, clock, read } = await setup();
    read(263);
    const before = world.store.state.policies;
    world.store.update({ readingIntervalMs: 5000 });
    assert.equal(world.store.state.policies, before);
    assert.deepEqual(clock.pending, []);
  });

  it('is quiet about a service while it is snoozed', async () => {
    const { clock, keeper, read, policy } = await setup();
    read(263);
    assert.ok(policy()?.decision.recommendation);
    keeper.snooze(worker, 15 * 60_000);
    assert.equal(policy()?.decision.recommendation, undefined);
    assert.equal(policy()?.decision.refusals[0]?.refusal, 'snoozed');
    for (let at = 0; at < 16 * 60_000; at += 15_000) {
      await clock.advance(15_000);
      read(263);
    }
    assert.ok(policy()?.decision.recommendation);
  });

  for (const [jump, what] of [
    [-60 * 60_000, 'set back by an hour'],
    [60 * 60_000, 'set forward by an hour, as after a sleep'],
  ] as const)
    it(`counts only time that was looked at towards a hold and towards calm, with a clock that is ${what}`, async () => {
      const { clock, read, signal, policy } = await setup();
      /** Everything is read every fifteen seconds, with so much CPU; when it was first a warning. */
      const readFor = async (minutes: number, cpu: number): Promise<number | undefined> => {
        const from = clock.monotonic();
        let warnedAt: number | undefined;
        for (let at = 0; at < minutes * 60_000; at += 15_000) {
          read(0, cpu);
          if (signal('cpu-sustained')?.level === 'warning') warnedAt ??= clock.monotonic() - from;
          await clock.advance(15_000);
        }
        return warnedAt;
      };
      await readFor(5, 20);
      await readFor(5, 75);
      clock.setWall(jump);
      read(0, 75);
      assert.equal(signal('cpu-sustained')?.level, jump < 0 ? 'normal' : 'unknown');
      const leftMs = await readFor(12, 75);
      // Back, the five minutes count on; forward, nobody knows what was in the hour, and ten minutes begin anew.
      assert.equal(leftMs, jump < 0 ? 5 * 60_000 : 10 * 60_000);
      await readFor(10, 20);
      assert.equal(signal('cpu-sustained')?.level, 'normal');
      clock.setWall(jump);
      await readFor(2, 20);
      assert.equal(policy()?.decision.recommendation, undefined, 'calm for half an hour, after twelve minutes');
    });

  it('keeps what it saw, and goes on from there after a reload', async () => {
    const first = await setup();
    for (let at = 0; at < 12 * 60_000; at += 15_000) {
      first.read(120, 75);
      await first.clock.advance(15_000);
    }
    assert.equal(first.signal('cpu-sustained')?.level, 'warning');
    assert.ok(first.file.writes >= 11 && first.file.writes <= 13, `written ${first.file.writes} times`);
    first.keeper.dispose();
    const second = await setup(first.file);
    await second.clock.advance(12 * 60_000 + 5000);
    second.read(120, 75);
    assert.equal(second.signal('cpu-sustained')?.level, 'warning');
    assert.ok((second.signal('jobs-waiting')?.forMs ?? 0) > 10 * 60_000);
  });

  it('forgets alarms of yesterday', async () => {
    const first = await setup();
    first.read(263);
    first.keeper.dispose();
    const second = await setup(first.file);
    await second.clock.advance(10 * 3600_000);
    second.read(undefined);
    assert.equal(second.signal('jobs-waiting')?.level, 'unknown');
  });

  it('begins anew where what was kept cannot be read', async () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"version":1}',
      '{"version":99,"axis":{},"services":{}}',
      '{"version":1,"axis":{"tauMs":1,"monoMs":1,"wallMs":1},"services":{"here|x":5}}',
    ]) {
      const file = new MemoryFile();
      file.text = text;
      const { read, signal } = await setup(file);
      read(10);
      assert.equal(signal('jobs-waiting')?.level, 'normal', text);
    }
  });

  it('takes up what a source remembers of the time that nobody looked', async () => {
    const { world, clock, signal } = await setup();
    const at = clock.now();
    const earlier = Array.from({ length: 41 }, (_, index) => ({ at: at - (40 - index) * 15_000, value: 75 }));
    const { metrics, rules, ...rest } = bundledRunbook;
    const held = rules.find(({ id }) => id === 'cpu-sustained');
    assert.ok(held);
    const runbook = {
      ...rest,
      metrics,
      rules: [{ ...held, id: 'held', metric: 'poolUsage' }],
      origin: 'file' as const,
    };
    const backend = 'compose:up-schedule-generator/backend';
    const of = { serviceId: backend, metric: 'poolUsage', complete: true, source: 'Prometheus', problem: '' };
    world.store.update({
      runbooks: [{ runbook, folder: '/' }],
      figures: new Map([[figureKey(backend, 'poolUsage'), { ...of, value: 75, at, sourceAt: at, earlier }]]),
    });
    const found = world.store.state.policies.get(backend)?.signals.find(({ rule }) => rule.id === 'held');
    assert.deepEqual([found?.level, found?.value], ['warning', 75]);
    assert.equal(signal('held'), undefined);
  });

  it('decides nothing before the runbook files have been looked for', async () => {
    const { world, read, policy } = await setup();
    world.store.update({ runbooksRead: false, policies: new Map() });
    read(263);
    assert.equal(policy(), undefined);
    world.store.update({ runbooksRead: true });
    assert.equal(policy()?.decision.state, 'scale-now');
  });

  it('keeps contexts apart', async () => {
    const { world, read, signal } = await setup();
    read(263);
    world.add('there', ...records);
    await world.choice.pin('there');
    await settle();
    await settle();
    assert.equal(
      world.store.state.connection.phase === 'connected' && world.store.state.connection.context.name,
      'there',
    );
    assert.equal(signal('jobs-waiting')?.level, 'unknown');
  });
});
