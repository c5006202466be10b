import assert from 'node:assert/strict';
import fc from 'fast-check';
import { demoContextName } from '../../../../src/core/demo/demoContext.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { figureFormat, scaleIn } from '../../../../src/view/dashboard/figureFormat.js';
import { dashboardAddress, dashboardLinks } from '../../../../src/view/dashboard/dashboardLinks.js';
import { dashboardOf } from '../../../../src/view/dashboard/dashboardOf.js';
import { busyPast, busyState, noPast, sightOf, stackId, wave, worker } from '../../support/dashboards.js';
import { hostileTexts } from '../../support/hostileTexts.js';
import { ended, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { context, now, replicas, liveState } from '../../support/stacks.js';

const minuteMs = 60_000;
const chart = (view: ReturnType<typeof dashboardOf>, title: string) => {
  const found = view.page.charts.find((each) => each.title === title);
  assert.ok(found, `no chart ${title} among ${view.page.charts.map((each) => each.title).join(', ')}`);
  return found;
};

describe('the page of a dashboard', () => {
  it('has the decision, why, and the way to its plan', () => {
    const { decision } = dashboardOf(sightOf()).page;
    assert.equal(decision?.summary.text, 'Scale PDF Worker to 6 now: 263 waiting jobs (> 200).');
    assert.equal(decision.summary.tone, 'fail');
    assert.ok(decision.reasons.some((reason) => reason.includes('263 waiting jobs at 50 for each replica make 6')));
    assert.ok(!decision.reasons.some((reason) => decision.summary.text.includes(reason)), 'nothing is said twice');
    assert.deepEqual(
      decision.buttons.map(({ id, title }) => [id, title]),
      [
        ['scale-as-recommended', 'Scale to 6…'],
        ['explain-decision', 'Why?'],
        ['verify-service', 'Verify'],
        ['diagnose-service', 'Diagnose'],
      ],
    );
  });

  it('has a chart for each group, with its lines, their figures and bounds', () => {
    const view = dashboardOf(sightOf());
    assert.deepEqual(
      view.page.charts.map(({ title }) => title),
      ['CPU', 'Memory', 'Memory growth', 'Waiting jobs', 'Queue times'],
    );
    const [line] = chart(view, 'Waiting jobs').lines;
    assert.deepEqual(line, {
      id: 'queue-jobs/jobsWaiting',
      title: 'Waiting jobs',
      now: '263',
      age: '',
      bound: '> 200',
      tone: 'fail',
      word: 'critical',
      warning: 50,
      critical: 200,
      leads: true,
    });
    assert.equal(view.tables['queue-jobs/jobsWaiting']?.times.length, 62);
  });

  it('draws the bands of the line that is worst', () => {
    const { lines } = chart(dashboardOf(sightOf()), 'CPU');
    assert.deepEqual(
      lines.map(({ title, leads, word }) => [title, leads, word]),
      [
        ['CPU', false, 'normal'],
        ['CPU peak', true, 'critical'],
      ],
    );
  });

  it('shows shares of a limit as such, and anything else up to where it begins to matter', () => {
    const view = dashboardOf(sightOf());
    assert.deepEqual(chart(view, 'CPU').scale.max, 100);
    assert.deepEqual(chart(view, 'Queue times').scale, {
      max: 40_000,
      step: 10_000,
      format: { per: 1000, decimals: 0, fine: 0, suffix: ' s' },
    });
    assert.equal(chart(view, 'Waiting jobs').scale.max, 300);
  });

  it('shows as much of the past as was asked for, and says where it begins later', () => {
    const recent = {
      ...busyPast,
      ofService: () => new Map([['cpuAverage', wave(1, 2, now - 4 * minuteMs)]]),
      ofReplica: () => [],
    };
    for (const [range, lengthMs, since] of [
      ['now', 5, ['Figures since 02:42']],
      ['hour', 60, ['Figures since 02:42']],
    ] as const) {
      const { page } = dashboardOf(sightOf({ range, past: recent }));
      assert.deepEqual([page.span.from, page.span.to], [now - lengthMs * minuteMs, now]);
      assert.deepEqual(page.circumstances.slice(2), since, range);
    }
    assert.equal(dashboardOf(sightOf()).page.circumstances.length, 2, 'all is known');
  });

  it('says why there is nothing to draw, and never shows a zero', () => {
    const view = dashboardOf(sightOf({ past: noPast }));
    assert.equal(chart(view, 'Memory growth').empty, 'no figure in this time, it takes 45 minutes of readings');
    assert.equal(chart(view, 'CPU').empty, 'no figure in this time');
    assert.deepEqual(view.tables['cpu-percent/cpuAverage'], { times: [], columns: [[]] });
  });

  it('says of which figures come when nothing has been read', () => {
    const state = busyState(2, { policies: new Map(), readings: new Map() });
    const { page } = dashboardOf(sightOf({ state, past: noPast }));
    assert.equal(page.decision?.summary.text, 'Nothing is known of PDF Worker yet: first figures come within 15 s.');
    assert.deepEqual(
      page.replicas?.replicas[0]?.figures.map((figure) => figure.now),
      ['unknown', 'unknown'],
    );
  });

  it('shows the service that needs most attention where none was named', () => {
    assert.equal(dashboardOf(sightOf({ serviceId: '' })).page.service, worker);
    assert.equal(dashboardOf(sightOf({ serviceId: `${stackId}/gone` })).page.service, worker);
    assert.equal(dashboardOf(sightOf({ serviceId: `${stackId}/backend` })).page.heading, 'Backend');
  });

  it('says of a figure how old it is where it is old', () => {
    const { page } = dashboardOf(sightOf({ now: now + 60_000, state: { ...busyState(3), readingIntervalMs: 60_000 } }));
    const [line] = page.charts[3]?.lines ?? [];
    assert.deepEqual([line?.now, line?.age], ['263', '60 s ago']);
  });
});

describe('the scale of a chart', () => {
  for (const [highest, texts] of [
    [111_000, '0 s, 25 s, 50 s, 75 s, 100 s, 125 s'],
    [125_000, '0.0 min, 0.5 min, 1.0 min, 1.5 min, 2.0 min, 2.5 min'],
    [6250, '0 s, 2 s, 4 s, 6 s, 8 s'],
    [430, '0 ms, 100 ms, 200 ms, 300 ms, 400 ms, 500 ms'],
  ] as const)
    it(`of ${highest} ms has steps that are short to read`, () => {
      const scale = scaleIn('ms', highest);
      const { per, decimals, suffix } = figureFormat('ms', scale);
      const steps = Array.from({ length: Math.round(scale.max / scale.step) + 1 }, (_, index) => index * scale.step);
      assert.equal(steps.map((value) => `${(value / per).toFixed(decimals)}${suffix}`).join(', '), texts);
    });
});

describe('the replicas on a dashboard', () => {
  it('stand on one scale, with what there is to see in them', () => {
    const { page, tables } = dashboardOf(sightOf());
    assert.equal(page.replicas?.sentence, 'CPU from 32 % (pdf-worker-2) to 96 % (pdf-worker-1), uneven.');
    assert.deepEqual(
      page.replicas.replicas.map(({ title, figures }) => [
        title,
        ...figures.map(({ now: value, tone }) => `${value} ${tone}`),
      ]),
      [
        ['pdf-worker-1', '96 % fail', '41 % pass'],
        ['pdf-worker-2', '32 % pass', '42 % pass'],
        ['pdf-worker-3', '33 % pass', '43 % pass'],
      ],
    );
    assert.deepEqual(page.replicas.metrics[0], {
      id: 'replicas/cpu',
      title: 'CPU',
      max: 100,
      warning: 80,
      critical: 90,
    });
    assert.equal(tables['replicas/cpu']?.columns.length, 3);
    assert.equal(tables['replicas/cpu'].times.length, 181);
  });

  it('are as many as can be told apart', () => {
    const { page } = dashboardOf(sightOf({ state: busyState(120) }));
    assert.equal(page.replicas?.replicas.length, 100);
    assert.equal(page.replicas.title, '120 replicas');
    assert.match(page.replicas.sentence, /The first 100 of 120 are shown\.$/);
  });
});

describe('what was done, on a dashboard', () => {
  const plan = operationPlan([scaleStage(3, 6, 'pdf-worker')], { context: 'local', stackId });
  const outcomeAt = (endedAt: number) => ({ ...ended('done', { 'pdf-worker': 6 }).outcome, endedAt });
  const at = (startedAt: number, changes: object = {}) => ({ ...operationOf(plan), startedAt, ...changes });
  const marks = (...operations: readonly ReturnType<typeof at>[]) =>
    dashboardOf(sightOf({ state: busyState(3, { operations }) })).page.marks;

  it('is marked with its time, what it was and how it ended', () => {
    const done = { outcome: outcomeAt(now - 2 * minuteMs) };
    assert.deepEqual(
      marks(at(now - 3 * minuteMs, done)).map(({ at: mark, until, text }) => [mark, until, text]),
      [[now - 3 * minuteMs, now - 2 * minuteMs, '02:43 PDF Worker 3 → 6, done, 60 s']],
    );
    assert.match(marks(at(now - minuteMs))[0]?.text ?? '', /, under way$/);
  });

  it('is what was done to this stack, on this context, in this time', () => {
    const done = { outcome: outcomeAt(now - 40 * minuteMs) };
    const elsewhere = [
      at(now - 50 * minuteMs, done),
      at(now - minuteMs, { plan: { ...plan, stackId: 'compose:other' } }),
      at(now - minuteMs, { plan: { ...plan, context: 'production' } }),
    ];
    assert.deepEqual(marks(...elsewhere), []);
  });
});

describe('a dashboard without an engine', () => {
  const state = busyState(3);
  const failed = {
    ...state,
    snapshot: undefined,
    readings: new Map(),
    connection: {
      phase: 'failed',
      context,
      failure: { reason: 'no-engine', address: 'unix:///var/run/docker.sock', detail: '' },
      retryAt: now,
    },
  } as const;

  it('keeps the last figures, says that they are old and since when, and offers nothing that needs the engine', () => {
    const { page } = dashboardOf(sightOf({ state: failed, seen: { state, at: now }, now: now + 2 * minuteMs }));
    assert.equal(page.isOld, true);
    assert.match(page.notice?.text ?? '', /^No Docker engine answers at .* What is shown is of 02:46, 2 min ago\.$/);
    assert.equal(page.charts.length, 5);
    assert.deepEqual(
      page.decision?.buttons.map(({ id }) => id),
      ['select-context', 'try-demo'],
    );
  });

  it('says what is the matter where nothing was ever seen', () => {
    const { page, tables } = dashboardOf(sightOf({ state: failed, seen: undefined }));
    assert.match(page.decision?.summary.text ?? '', /^No Docker engine answers/);
    assert.deepEqual([page.charts, page.services, tables], [[], [], {}]);
  });

  it('names the stack and the context where the stack does not run', () => {
    const other = liveState(replicas('web', 1, { project: 'shop' }));
    const { page } = dashboardOf(sightOf({ state: other, seen: undefined }));
    assert.match(
      page.decision?.summary.text ?? '',
      /^The stack up-schedule-generator does not run on the context local\./,
    );
    const none = dashboardOf(sightOf({ state: liveState([]), seen: undefined })).page;
    assert.match(none.decision?.summary.text ?? '', /^No stack runs on the context local\./);
  });
});

describe('the words of a dashboard', () => {
  it('name the demo', () => {
    const connection = { ...busyState(3).connection, context: { ...context, name: demoContextName } };
    const { page } = dashboardOf(sightOf({ state: { ...busyState(3), connection } }));
    assert.deepEqual([page.title, page.heading], ['Demo: PDF Worker dashboard', 'Demo: PDF Worker']);
  });

  it('say as tables what the charts show, where that is wanted', () => {
    assert.deepEqual(dashboardOf(sightOf()).page.tables, []);
    const [metrics, workers] = dashboardOf(sightOf({ isTable: true })).page.tables;
    assert.equal(metrics?.caption, 'Metrics of PDF Worker, last 15 minutes');
    assert.deepEqual(metrics.rows.find(({ id }) => id === 'queue-jobs/jobsWaiting')?.cells.slice(0, 5), [
      'Waiting jobs',
      '263',
      'critical',
      '50',
      '200',
    ]);
    assert.equal(metrics.rows.find(({ id }) => id.endsWith('memoryGrowth'))?.cells[5], 'unknown');
    assert.deepEqual(workers?.rows[0]?.cells.slice(0, 3), ['pdf-worker-1', 'healthy', '96 %']);
  });

  it('are one line each, whatever containers are called', () => {
    fc.assert(
      fc.property(hostileTexts, (text) => {
        const records = replicas('web', 2, { project: 'shop', name: text });
        const { page } = dashboardOf(sightOf({ state: liveState(records), stackId: 'compose:shop', isTable: true }));
        const titles = page.replicas?.replicas.map(({ title }) => title) ?? [];
        for (const title of [...titles, ...page.tables.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))])
          assert.doesNotMatch(title, /[\n\r\u0000\u001b\u202e]/);
      }),
    );
  });
});

describe('dashboards elsewhere', () => {
  it('stay links, with the name of who shows them', () => {
    assert.deepEqual(
      dashboardLinks(bundledRunbook).map(({ title }) => title),
      ['Grafana: System Overview', 'Grafana: Job Processing', 'Grafana: Resource Utilization', 'Traefik Dashboard'],
    );
    assert.equal(dashboardAddress('link:0', bundledRunbook), 'http://localhost:3002/d/system-overview');
  });

  it('lead nowhere but to the web', () => {
    const dashboards = [{ title: 'Bad', url: 'command:workbench.action.quit' }];
    assert.equal(dashboardAddress('link:0', { dashboards }), undefined);
    for (const button of ['link:9', 'link:', 'link:x', 'verify-service', 'link:-1'])
      assert.equal(dashboardAddress(button, bundledRunbook), undefined, button);
  });
});
