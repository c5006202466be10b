import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { statusOf } from '../../../../src/core/policy/serviceStatus.js';
import type { Reading } from '../../../../src/core/policy/reading.js';
import { bundledRunbook, defaultRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../src/core/runbook/runbook.js';
import type { Change } from '../../../../src/core/scaling/change.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import type { Service } from '../../../../src/core/stack/stack.js';
import { looksTheSame, type Row } from '../../../../src/view/rows/row.js';
import { serviceRow } from '../../../../src/view/rows/serviceRow.js';
import { createStep, ended, operationIn, servicePlan } from '../../support/plans.js';
import { renderMarkdown, tagsIn, textOf } from '../../support/renderMarkdown.js';
import { policiesOf } from '../../support/policies.js';
import { liveState, now, reading, readingsOf, replicas, serviceOfRecords } from '../../support/stacks.js';

function rowOf(
  records: readonly ContainerRecord[],
  options: { runbook?: Runbook; change?: Change; given?: Reading; none?: Service } = {},
): Row {
  const { runbook = bundledRunbook, change, given = reading(58, 20), none } = options;
  const service = none ?? serviceOfRecords(...records);
  const readings = readingsOf(records, given);
  const runbooks = [{ runbook: { ...runbook, stack: service.stackId.replace('compose:', '') }, folder: '/' }];
  const policy = policiesOf(liveState(records, { readings, runbooks, policies: new Map() }), now).get(service.id);
  return serviceRow(statusOf(service, policy, runbook), readings, runbook, change, now);
}

const worker = (count: number, changes: Partial<ContainerRecord> = {}): readonly ContainerRecord[] =>
  replicas('pdf-worker', count, changes);
const noBackend: Service = {
  id: 'compose:shop/backend',
  stackId: 'compose:shop',
  name: 'backend',
  replicas: [],
  origin: undefined,
};
const words = (row: Row): readonly string[] => row.contextValue.split(' ');

interface MenuEntry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}
const menus = (
  JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: { menus: Record<string, MenuEntry[]> } }
).contributes.menus;

/** Commands that the editor would offer on a row, by the expressions of package.json. */
const offered = (row: Row): ReadonlySet<string> =>
  new Set(
    (menus['view/item/context'] ?? [])
      .filter(({ when }) => new RegExp(/viewItem =~ \/(.*)\//.exec(when)?.[1] ?? '$^').test(row.contextValue))
      .map(({ command }) => command.replace('scalebook.', '')),
  );

describe('serviceRow', () => {
  it('shows CPU and memory whatever a file calls them, and misses neither where it has no rule on it', () => {
    const renamed = (name: string): string =>
      name === 'cpuAverage' ? 'busy' : name === 'memoryAverage' ? 'held' : name;
    const own: Runbook = {
      ...bundledRunbook,
      origin: 'file',
      metrics: bundledRunbook.metrics.map((metric) => ({ ...metric, id: renamed(metric.id) })),
      rules: bundledRunbook.rules.map((rule) => ({ ...rule, metric: renamed(rule.metric) })),
    };
    assert.equal(rowOf(worker(3), { runbook: own }).description, '3/3 healthy · 58 % · mem 20 % · 2/3/50');
    const warned = rowOf(worker(3), { runbook: own, given: reading(65, 20) });
    assert.equal(warned.description, '3/3 healthy · 65 % · mem 20 % · 2/3/50');
    const noMemory = { ...own, rules: own.rules.filter(({ metric }) => metric !== 'held') };
    assert.equal(rowOf(worker(3), { runbook: noMemory }).description, '3/3 healthy · 58 % · 2/3/50');
  });

  it('shows title, health, load and the limits of the runbook', () => {
    const row = rowOf(worker(3));
    assert.deepEqual([row.label, row.description], ['PDF Worker', '3/3 healthy · 58 % · mem 20 % · 2/3/50']);
    assert.equal(
      row.spoken,
      'PDF Worker, normal, 3/3 healthy, CPU 58 %, CPU peak 58 %, memory 20 %, memory peak 20 %, minimum 2, baseline 3, maximum 50',
    );
    assert.deepEqual(
      [row.id, row.icon, row.iconColor, row.expanded],
      ['compose:shop/pdf-worker', 'circle-filled', undefined, 'collapsed'],
    );
    assert.deepEqual(
      row.children.map(({ label }) => label),
      ['1', '2', '3'],
    );
  });

  it('says running where nothing checks the health, and leaves out limits that no runbook gives', () => {
    const row = rowOf(replicas('web', 2, { health: 'none', healthCheck: undefined }), { runbook: defaultRunbook });
    assert.deepEqual([row.label, row.description], ['web', '2/2 running · 58 % · mem 20 %']);
  });

  it('shows how many are ready, and colours what is not normal', () => {
    const row = rowOf([...worker(2), ...worker(3, { health: 'unhealthy' }).slice(2)]);
    assert.match(row.description, /^2\/3 healthy/);
    assert.deepEqual([row.icon, row.iconColor], ['warning', 'list.warningForeground']);
    assert.match(row.tooltip, /1 replica in trouble: shop\\-pdf\\-worker\\-3/);
    const hot = rowOf(worker(3), { given: reading(95) });
    assert.deepEqual([hot.icon, hot.iconColor], ['error', 'list.errorForeground']);
    const blind = rowOf(worker(3), { given: { ...reading(undefined), memoryPercent: undefined } });
    assert.deepEqual(
      [blind.icon, blind.description],
      ['question', '3/3 healthy · CPU unknown · memory unknown · 2/3/50'],
    );
  });

  it('stands for a service without replicas that the runbook wants', () => {
    const row = rowOf([], { none: noBackend });
    assert.deepEqual([row.description, row.expanded, row.icon], ['none running · 1/1/20', 'never', 'error']);
    assert.deepEqual(words(row), ['service', 'scalable', 'canScaleUp']);
  });

  it('calls a finished job finished', () => {
    const row = rowOf(replicas('migrate', 1, { state: 'exited', exitCode: 0, health: 'none' }));
    assert.deepEqual([row.description, row.icon], ['finished', 'circle-filled']);
  });

  const limits: readonly (readonly [number, boolean, boolean])[] = [
    [1, false, true],
    [2, false, true],
    [3, true, true],
    [49, true, true],
    [50, true, false],
    [51, true, false],
  ];
  for (const [count, down, up] of limits) {
    it(`can${down ? '' : 'not'} go down and can${up ? '' : 'not'} go up with ${count} of 2 to 50`, () => {
      const row = rowOf(worker(count));
      assert.deepEqual([words(row).includes('canScaleDown'), words(row).includes('canScaleUp')], [down, up]);
      assert.deepEqual([offered(row).has('scaleDownOne'), offered(row).has('scaleUpOne')], [down, up]);
      assert.ok(offered(row).has('scaleService'));
    });
  }

  it('offers no scaling of a service that the runbook does not name', () => {
    const row = rowOf(replicas('redis', 1));
    assert.deepEqual(words(row), ['service', 'running', 'present']);
    assert.deepEqual([...offered(row)].sort(), [
      'copyId',
      'diagnoseService',
      'explainDecision',
      'inspect',
      'openDashboard',
      'openLogs',
      'openShell',
      'restartService',
      'verifyService',
    ]);
  });

  it('offers of a stopped service what can be done with it', () => {
    const row = rowOf(replicas('redis', 1, { state: 'exited', exitCode: 1 }));
    assert.deepEqual([...offered(row)].sort(), [
      'copyId',
      'diagnoseService',
      'explainDecision',
      'inspect',
      'openDashboard',
      'openLogs',
      'verifyService',
    ]);
    assert.deepEqual([...offered(rowOf([], { none: noBackend }))].sort(), [
      'diagnoseService',
      'openChecklist',
      'openDashboard',
      'scaleService',
      'scaleUpOne',
    ]);
  });

  it('spins, says what is done, and takes no second order while an operation runs', () => {
    const plan = servicePlan({
      serviceId: 'compose:shop/pdf-worker',
      steps: [4, 5, 6].map((number) => createStep(number, 'pdf-worker')),
    });
    const row = rowOf(worker(4), { change: operationIn(plan, 'running', 'waiting') });
    assert.match(row.description, /^starting 4 of 6 · 58 %/);
    assert.equal(row.icon, 'sync~spin');
    assert.deepEqual([words(row).includes('canScaleUp'), words(row).includes('canScaleDown')], [false, false]);
    assert.equal(row.children[3]?.description.split(' · ')[0], 'starting');
    assert.equal(row.children[0]?.description.split(' · ')[0], 'healthy');
  });

  it('is as before once the operation has ended, with its outcome in the tooltip', () => {
    const change = ended(operationIn(servicePlan(), 'done'), 6);
    const row = rowOf(worker(6), { change });
    assert.match(row.description, /^6\/6 healthy/);
    assert.equal(row.icon, 'circle-filled');
    assert.match(textOf(renderMarkdown(row.tooltip)), /Last change, 3 h ago: web runs 6 of 6/);
  });

  it('has every metric with its bounds in the tooltip', () => {
    const text = textOf(renderMarkdown(rowOf(worker(3), { given: reading(70, 20) }).tooltip)).replace(/\s+/g, ' ');
    for (const expected of [
      /Average CPU 70 % 60-80 % > 80 % \$\(warning\) warning/,
      /Peak memory 20 % 80-90 % > 90 % normal/,
      /at least 2, baseline 3, at most 50/,
    ])
      assert.match(text, expected);
  });

  it('lets hostile names be text and nothing else', () => {
    const evil = '<img src=x> [x](command:y) | $(error)';
    const row = rowOf(replicas(evil, 1, { health: 'unhealthy', name: evil }), { runbook: defaultRunbook });
    const html = renderMarkdown(row.tooltip);
    const allowed = new Set(['p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
    assert.deepEqual(
      tagsIn(html).filter((tag) => !allowed.has(tag)),
      [],
    );
    assert.doesNotMatch(html, /\$\(error\)/);
  });
});

describe('looksTheSame', () => {
  it('tells whether a row has to be drawn again, its children apart', () => {
    const row = rowOf(worker(3));
    assert.equal(looksTheSame(row, rowOf(worker(3))), true);
    assert.equal(looksTheSame(row, { ...row, children: [] }), true);
    for (const change of [
      { label: 'x' },
      { description: 'x' },
      { icon: 'x' },
      { iconColor: 'x' },
      { contextValue: 'x' },
      { spoken: 'x' },
    ])
      assert.equal(looksTheSame(row, { ...row, ...change }), false, JSON.stringify(change));
  });
});
