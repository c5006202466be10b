import assert from 'node:assert/strict';
import { defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { parseRunbook } from '../../../../../src/core/runbook/file/parseRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';

/** What the lines say; they have to be without a problem. */
function read(...lines: readonly string[]): Runbook {
  const { runbook, problems } = parseRunbook(lines.join('\n'));
  assert.deepEqual(problems, []);
  assert.ok(runbook);
  return runbook;
}

const minute = 60_000;

const web = {
  name: 'web',
  title: 'web',
  min: 1,
  baseline: 2,
  max: 10,
  healthUrls: [],
  healthAverageMs: undefined,
  targets: [],
  memoryPerReplicaBytes: undefined,
  connectionsPerReplica: undefined,
};

describe('parseRunbook', () => {
  it('needs no more than a service', () => {
    assert.deepEqual(read('services: { web: { baseline: 2 } }'), {
      ...defaultRunbook,
      origin: 'file',
      otherServices: undefined,
      services: [web],
    });
  });

  it('fills in what a service leaves out', () => {
    const limits = (text: string) => {
      const [service] = read(`services: { web: ${text} }`).services;
      return [service?.min, service?.baseline, service?.max];
    };
    assert.deepEqual(limits('{}'), [1, 1, 10]);
    assert.deepEqual(limits('{ min: 3 }'), [3, 3, 10]);
    assert.deepEqual(limits('{ baseline: 0 }'), [0, 0, 10]);
    assert.deepEqual(limits('{ baseline: 30 }'), [1, 30, 60]);
    assert.deepEqual(limits('{ min: 2, baseline: 3, max: 50 }'), [2, 3, 50]);
  });

  it('reads a plain warning as where a band begins, and a plain critical as what has to be passed', () => {
    const [rule] = read('services: {}', 'rules: [{ metric: cpuAverage, warning: 60, critical: 80% }]').rules;
    assert.deepEqual(rule, {
      id: 'cpuAverage',
      title: 'CPU',
      metric: 'cpuAverage',
      warning: { value: 60, inclusive: true, holdMs: 0, clearBelow: 60, clearMs: minute },
      critical: { value: 80, inclusive: false, holdMs: 0, clearBelow: 80, clearMs: minute },
      action: 'scale',
      required: false,
    });
  });

  it('reads bounds with a hold, and clears them over five minutes where nothing else is said', () => {
    const rules = read(
      'services: {}',
      'rules:',
      '  - metric: cpuAverage',
      '    warning: { above: 70, for: 10 min, clear: { below: 65 } }',
      '    critical: { from: 80, for: 1h 30m, clear: { for: 90s } }',
    ).rules;
    assert.deepEqual(rules[0]?.warning, {
      value: 70,
      inclusive: false,
      holdMs: 10 * minute,
      clearBelow: 65,
      clearMs: 5 * minute,
    });
    assert.deepEqual(rules[0].critical, {
      value: 80,
      inclusive: true,
      holdMs: 90 * minute,
      clearBelow: 80,
      clearMs: 90_000,
    });
  });

  it('has the default rules and conditions for those metrics only that the file knows', () => {
    const runbook = read(
      'services: {}',
      'metrics: [{ id: memoryAverage, unit: percent, sources: [{ from: docker, figure: memoryAverage }] }]',
    );
    assert.deepEqual(
      runbook.rules.map(({ id }) => id),
      ['memory-average'],
    );
    assert.deepEqual(runbook.scaleDown.conditions, [{ metric: 'memoryAverage', below: 40 }]);
    assert.deepEqual(runbook.scaleDown.holdMs, 30 * minute);
  });

  it('follows aliases', () => {
    const runbook = read('services:', '  web: &small { min: 1, max: 3 }', '  api: *small');
    assert.deepEqual(
      runbook.services.map(({ name, max }) => [name, max]),
      [
        ['web', 3],
        ['api', 3],
      ],
    );
  });

  it('keeps the services in the order of the file, also those whose names are numbers', () => {
    const { services } = read('services:', '  web: {}', '  10: {}', '  9: {}', '  "1": {}');
    assert.deepEqual(
      services.map(({ name }) => name),
      ['web', '10', '9', '1'],
    );
  });

  it('warns where a metric is read from a server that the file does not name, and still gives the runbook', () => {
    const { runbook, problems } = parseRunbook(
      ['services: {}', 'metrics:', '  - id: a', '    sources:', '      - { from: prometheus, query: up }'].join('\n'),
    );
    assert.ok(runbook);
    assert.deepEqual(problems, [
      {
        message: 'Nothing is read here: the file has no section `prometheus`.',
        severity: 'warning',
        from: { line: 4, column: 16 },
        to: { line: 4, column: 26 },
      },
    ]);
  });

  it('reads days and times as people write them', () => {
    const { schedule } = read(
      'services: {}',
      'schedule:',
      '  businessHours: {}',
      '  windows:',
      '    - { title: A, days: "sat-mon", time: 8-10, effect: more 12.5 % }',
      '    - { title: B, days: "mon, wed, fri", time: "22:15 - 24:00", effect: keep }',
      '    - { title: C, effect: minimum }',
    );
    assert.deepEqual(schedule.businessHours, { days: [1, 2, 3, 4, 5], from: 540, to: 1020 });
    assert.deepEqual(
      schedule.windows.map(({ days, from, to, effect }) => [days.join(''), from, to, effect]),
      [
        ['671', 480, 600, { effect: 'more', percent: 12.5 }],
        ['135', 1335, 1440, { effect: 'keep' }],
        ['1234567', 0, 1440, { effect: 'minimum' }],
      ],
    );
  });

  it('reads lines that end as on Windows', () => {
    const { runbook, problems } = parseRunbook('services:\r\n  web:\r\n    min: 5\r\n    max: 3\r\n');
    assert.equal(runbook, undefined);
    assert.deepEqual(problems[0]?.from, { line: 2, column: 9 });
    assert.deepEqual(problems[0].to, { line: 2, column: 10 });
  });

  it('counts lines as the editor does, a carriage return alone among them', () => {
    const { problems } = parseRunbook('services: {}\n# old\rMac\nstack: 5\n');
    assert.deepEqual(problems[0]?.from, { line: 3, column: 7 });
  });
});
