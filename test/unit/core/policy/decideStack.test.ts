import assert from 'node:assert/strict';
import type { Metric, MetricSource } from '../../../../src/core/runbook/metric.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import type { Operation } from '../../../../src/core/operation/operation.js';
import type { Stage } from '../../../../src/core/operation/stage.js';
import { ended, observeStage, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { replicas, teamRecords } from '../../support/stacks.js';
import { eveningRunbook, Looks } from './support/looks.js';

const records = teamRecords();
const team = { project: 'team' };
const without = (service: string): readonly ContainerRecord[] => records.filter((record) => record.service !== service);

describe('a look at a stack: operations', () => {
  const calm = { records, cpu: 20, figures: { 'pdf-worker': { jobsWaiting: 263, jobsActive: 3 } } };
  const scale = operationPlan(
    [scaleStage(10, 5, 'pdf-worker'), observeStage(600_000), scaleStage(5, 3, 'pdf-worker')],
    {
      stackId: 'compose:team',
    },
  );
  const waiting = operationOf(
    { ...scale, stages: scale.stages.map((stage) => ({ ...stage, serviceId: 'compose:team/pdf-worker' }) as Stage) },
    [[1, { event: 'stage-begun', stage: 1, until: Infinity }]],
  );
  const refusals = (operations: readonly Operation[]): readonly string[] => {
    const looks = new Looks();
    looks.look({ ...calm, operations });
    looks.look({ ...calm, operations });
    return looks.of('pdf-worker').policy.decision.refusals.map(({ refusal }) => refusal);
  };

  it('recommends nothing for a service in the waits of an operation', () => {
    assert.ok(!refusals([]).includes('operation-running'));
    assert.ok(refusals([waiting]).includes('operation-running'));
  });

  it('recommends nothing that can wait for another service of the stack', () => {
    const few = [...without('pdf-worker'), ...replicas('pdf-worker', 1, team)];
    const of = (operations: readonly Operation[]) => {
      const looks = new Looks();
      for (let look = 0; look < 2; look += 1) looks.look({ records: few, cpu: 20, operations });
      const { recommendation, refusals: against } = looks.of('pdf-worker').policy.decision;
      return [recommendation?.target, against.map(({ refusal }) => refusal)];
    };
    const [stage] = scale.stages;
    assert.ok(stage);
    const stages = [{ ...stage, serviceId: 'compose:team/backend' } as Stage];
    const backend = operationOf(operationPlan(stages, { stackId: 'compose:team' }));
    const elsewhere = { ...backend, plan: { ...backend.plan, stackId: 'compose:other' } };
    assert.deepEqual(of([elsewhere]), [2, []]);
    assert.deepEqual(of([backend]), [undefined, ['operation-running']]);
  });

  it('is not kept from it by what has ended, or runs on another context', () => {
    const over = { ...waiting, outcome: operationOf(scale, [[9, ended('done', {})]]).outcome };
    const elsewhere = { ...waiting, plan: { ...waiting.plan, context: 'prod' } };
    assert.ok(!refusals([over, elsewhere]).includes('operation-running'));
  });
});

describe('a look at a stack: deployments', () => {
  const deployedAt = (looks: Looks): number | undefined => looks.of('pdf-worker').memory.deployedAt;
  const workers = (changes: Partial<ContainerRecord>): readonly ContainerRecord[] => [
    ...without('pdf-worker'),
    ...replicas('pdf-worker', 3, { ...team, ...changes }),
  ];

  for (const [title, changes] of [
    ['another image', { imageId: 'sha256:2' }],
    ['another configuration', { configHash: 'other' }],
  ] as const)
    it(`notices one by ${title}, of that service alone`, () => {
      const looks = new Looks();
      looks.look({ records });
      looks.look({ records });
      assert.equal(deployedAt(looks), undefined);
      looks.look({ records: workers(changes) });
      const at = looks.time;
      assert.equal(deployedAt(looks), at);
      assert.equal(looks.of('backend').memory.deployedAt, undefined);
      looks.look({ records: workers(changes) });
      assert.equal(deployedAt(looks), at, 'once');
    });

  it('notices one that goes replica by replica from its first to its last', () => {
    const looks = new Looks();
    looks.look({ records });
    const [first, ...others] = workers({ imageId: 'sha256:2' }).filter(({ service }) => service === 'pdf-worker');
    assert.ok(first);
    const old = records.filter(({ service, number }) => service === 'pdf-worker' && number > 1);
    looks.look({ records: [...without('pdf-worker'), first, ...old] });
    assert.equal(deployedAt(looks), looks.time);
    looks.look({ records: [...without('pdf-worker'), first, ...others] });
    assert.equal(deployedAt(looks), looks.time);
  });

  it('notices one through a time without replicas', () => {
    const looks = new Looks();
    looks.look({ records });
    looks.look({ records: without('pdf-worker') });
    looks.look({ records: workers({ imageId: 'sha256:2' }) });
    assert.equal(deployedAt(looks), looks.time);
  });

  it('takes none from a first look, a scaling, a restart, or replicas that come back as they were', () => {
    const looks = new Looks();
    looks.look({ records });
    looks.look({ records: [...without('pdf-worker'), ...replicas('pdf-worker', 10, team)] });
    looks.look({ records: workers({ startedAt: 9_000_000, restarts: 1 }) });
    looks.look({ records: without('pdf-worker') });
    looks.look({ records });
    assert.equal(deployedAt(looks), undefined);
  });
});

describe('a look at a stack: tested capacity', () => {
  const tested = { metric: 'jobsWaiting', service: 'pdf-worker', capacity: 1000, atPercent: 70, profile: '5x' };
  const runbook = { ...eveningRunbook, schedule: { ...eveningRunbook.schedule, testedCapacities: [tested] } };
  const after = (waiting: number | undefined, service = 'pdf-worker', figuresAgoMs = 0) => {
    const looks = new Looks(runbook);
    const seen = { records, cpu: 30, figures: { [service]: { jobsWaiting: waiting } }, figuresAgoMs };
    looks.look(seen);
    looks.look(seen);
    return looks.of('frontend').policy.decision;
  };

  it('proposes the profile for every service from 70 % on', () => {
    const { state, recommendation } = after(700);
    assert.deepEqual([state, recommendation?.direction, recommendation?.target], ['scale-proactively', 'up', 3]);
    assert.deepEqual(
      recommendation?.reasons.flatMap((reason) => (reason.reason === 'schedule' ? [reason.title] : [])),
      ['PDF Worker at 70 % of its tested capacity (jobsWaiting)'],
    );
  });

  it('proposes nothing below it, of a figure that is not known, too old, or of another service', () => {
    for (const decision of [after(699), after(undefined), after(700, 'pdf-worker', 46_000), after(700, 'backend')])
      assert.deepEqual([decision.state, decision.recommendation], ['steady', undefined]);
    assert.equal(after(700, 'pdf-worker', 45_000).state, 'scale-proactively');
  });
});

describe('a look at a stack: database connections', () => {
  const two = [...without('backend'), ...replicas('backend', 2, team)];
  const after = (...figures: readonly Readonly<Record<string, number | undefined>>[]) => {
    const looks = new Looks();
    for (const backend of figures) looks.look({ records: two, cpu: 95, figures: { backend } });
    const { recommendation, refusals } = looks.of('backend').policy.decision;
    return recommendation?.target ?? refusals[0]?.refusal;
  };
  const known = { connectionLimit: 100, foreignConnections: 0 };

  it('let no third backend be recommended where the limit is known, and none where it is not', () => {
    assert.equal(after(known, known), 'connections');
    assert.equal(after({ ...known, connectionLimit: 500 }, { ...known, connectionLimit: 500 }), 3);
    assert.equal(after({}, {}), 'signal-unknown');
  });

  it('stay as they were read while the database does not answer', () => {
    const none = { connectionLimit: undefined, foreignConnections: undefined };
    assert.equal(after(known, none, none), 'connections');
  });
});

describe('a look at a stack: memory growth', () => {
  it('is known of each service after most of an hour of readings, and not before', () => {
    const looks = new Looks();
    for (let minute = 0; minute <= 44; minute += 0.25) looks.look({ records, memory: 40 + minute / 10 });
    assert.deepEqual(
      [looks.signal('backend', 'memoryGrowth')?.level, looks.signal('backend', 'memoryGrowth')?.value],
      ['unknown', undefined],
    );
    for (let minute = 44.25; minute <= 61; minute += 0.25) looks.look({ records, memory: 40 + minute / 10 });
    const { level, value = 0, source } = looks.signal('backend', 'memoryGrowth') ?? {};
    // Six points an hour, from 40.
    assert.ok(value > 14 && value < 16, String(value));
    assert.deepEqual([level, source], ['critical', 'Docker']);
  });

  it('is unknown again with a replica that is new', () => {
    const looks = new Looks();
    for (let minute = 0; minute <= 61; minute += 0.25) looks.look({ records, memory: 40 });
    assert.equal(looks.signal('backend', 'memoryGrowth')?.value, 0);
    const [, newer] = replicas('backend', 2, { ...team, startedAt: looks.time });
    assert.ok(newer);
    for (let more = 0; more < 12; more += 1) looks.look({ records: [...records, newer], memory: 40 });
    assert.match(looks.of('backend').memory.figures['memoryGrowth']?.problem ?? '', /started anew/);
    assert.equal(looks.signal('backend', 'memoryGrowth')?.evidence, 'stale');
  });
});

describe('a look at a stack: figures', () => {
  it('are those of the service, and of no other', () => {
    const looks = new Looks();
    const figures = {
      // Not measured of this one.
      backend: { p50: 700, jobsWaiting: 900 },
      'pdf-worker': { jobsWaiting: 10 },
      'pdf-worker-2': { jobsWaiting: 800 },
    };
    for (let look = 0; look < 3; look += 1) looks.look({ records, cpu: 30, figures });
    assert.deepEqual(
      ['backend', 'frontend', 'pdf-worker'].map((service) => looks.of(service).memory.figures['p50']?.value),
      [700, undefined, undefined],
    );
    assert.deepEqual(
      ['backend', 'frontend'].map((service) => looks.signal(service, 'p50')?.level),
      ['warning', 'unknown'],
    );
    assert.equal(looks.signal('pdf-worker', 'jobsWaiting')?.value, 10);
    assert.equal(looks.signal('backend', 'jobsWaiting'), undefined);
    assert.equal(looks.of('pdf-worker').policy.decision.state, 'steady');
    assert.equal(looks.of('backend').policy.decision.state, 'watching');
  });

  it('are unknown where nothing was read, and nothing is recommended from that', () => {
    const looks = new Looks();
    for (let look = 0; look < 200; look += 1) looks.look({ records });
    for (const service of ['frontend', 'backend', 'pdf-worker']) {
      const { signals, decision } = looks.of(service).policy;
      assert.deepEqual([...new Set(signals.map(({ level }) => level))], ['unknown']);
      assert.deepEqual([decision.state, decision.recommendation], ['steady', undefined]);
    }
  });

  it('of a service that the runbook does not name recommend nothing', () => {
    const looks = new Looks();
    for (let look = 0; look < 50; look += 1) looks.look({ records, cpu: 99, memory: 99 });
    assert.equal(looks.signal('redis', 'cpuAverage')?.level, 'critical');
    assert.equal(looks.of('redis').policy.decision.recommendation, undefined);
  });
});

describe('a look at a stack: a metric with several sources', () => {
  const prometheus: MetricSource = { from: 'prometheus', query: 'x', scale: 1, absentIsZero: false };
  const docker = (figure: 'cpuAverage' | 'memoryGrowth'): MetricSource => ({ from: 'docker', figure });
  const withSources = (id: string, ...sources: readonly MetricSource[]) =>
    new Looks({
      ...eveningRunbook,
      metrics: eveningRunbook.metrics.map((metric): Metric => (metric.id === id ? { ...metric, sources } : metric)),
    });
  const grow = (looks: Looks, growth: number | undefined): number | undefined => {
    const figures = { backend: { memoryGrowth: growth } };
    for (let minute = 0; minute <= 61; minute += 1) looks.look({ records, memory: 40 + minute / 10, figures }, 60_000);
    return looks.of('backend').memory.figures['memoryGrowth']?.value;
  };

  it('has the figure of Docker where that comes first and knows it, whatever else was read before', () => {
    const looks = withSources('cpuAverage', docker('cpuAverage'), prometheus);
    for (let look = 1; look <= 6; look += 1) {
      // One answer of the other source, from when Docker had none, that no other follows.
      looks.look({ records, cpu: 50, figures: { backend: { cpuAverage: 99 } }, figuresAgoMs: 5000 * look }, 5000);
      assert.equal(looks.of('backend').memory.figures['cpuAverage']?.value, 50, `look ${look}`);
    }
    assert.equal(looks.signal('backend', 'cpuAverage')?.level, 'normal');
  });

  it('has that of the next one while Docker knows none', () => {
    const looks = withSources('cpuAverage', docker('cpuAverage'), prometheus);
    looks.look({ records, figures: { backend: { cpuAverage: 70 } } });
    assert.equal(looks.signal('backend', 'cpuAverage')?.value, 70);
    const growing = withSources('memoryGrowth', docker('memoryGrowth'), prometheus);
    growing.look({ records, memory: 40, figures: { backend: { memoryGrowth: 7 } } });
    assert.equal(growing.of('backend').memory.figures['memoryGrowth']?.value, 7);
  });

  it('has the growth of whichever comes first and knows it', () => {
    const first = grow(withSources('memoryGrowth', docker('memoryGrowth'), prometheus), 3);
    assert.ok(first !== undefined && first > 10, String(first));
    assert.equal(grow(withSources('memoryGrowth', prometheus, docker('memoryGrowth')), 3), 3);
    const second = grow(withSources('memoryGrowth', prometheus, docker('memoryGrowth')), undefined);
    assert.ok(second !== undefined && second > 10, String(second));
  });
});
