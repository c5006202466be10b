import assert from 'node:assert/strict';
import type { CheckRow } from '../../../../src/protocol/verificationPage.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { lostPage } from '../../../../src/view/verification/lostPage.js';
import { pageOf, type PageContext } from '../../../../src/view/verification/pageOf.js';
import { measuredService } from '../../support/measured.js';
import { begunAt, operationPlan, scaleStage } from '../../support/operations.js';
import { servicePlan } from '../../support/plans.js';
import { richOperation } from '../../support/richOperation.js';
import { richVerification } from '../../support/richVerification.js';
import { checkOf, made, plannedCheck, verificationWith } from '../../support/verifications.js';

const context: PageContext = {
  now: begunAt + 60_000,
  zone: 'UTC',
  user: 'ana',
  operation: undefined,
  runbook: undefined,
  runsHere: false,
  mayRunAgain: true,
};
const rows = (page = pageOf(richVerification(), context)): readonly CheckRow[] =>
  page.groups.flatMap(({ checks }) => checks);

describe('pageOf', () => {
  it('has the sentence, where and when, and the checks in the sections of the runbook', () => {
    const page = pageOf(richVerification(), context);
    assert.match(page.summary.text, /^shop is not verified: 1 of 4 required checks failed/);
    assert.equal(page.summary.tone, 'fail');
    assert.deepEqual(page.circumstances, ['Today at 14:02, in 12 s, by you', 'Stack shop, Docker context default']);
    assert.deepEqual(
      page.groups.map(({ title, count }) => `${title}: ${count}`),
      [
        'Service health: 1 of 2 passed, 1 failed',
        'Load balancing: 0 of 1 passed, 1 could not be told',
        'Performance: 1 of 1 passed',
        'CPU and memory: 0 of 1 passed, 1 failed',
        'Alerts: 0 of 1 passed, 1 could not be told',
      ],
    );
    assert.equal(page.progress, undefined);
  });

  it('begins with what a diagnosis came to where one was made, and leads to it', () => {
    const cause = 'Probably: the machine is busy.';
    const page = pageOf(richVerification(), { ...context, cause });
    assert.equal(page.circumstances[0], `Diagnosis: ${cause}`);
    const ids = (shown: typeof page): readonly string[] => shown.buttons.map(({ id }) => id);
    assert.ok(ids(page).includes('show-diagnosis'));
    assert.ok(!ids(pageOf(richVerification(), context)).includes('show-diagnosis'));
  });

  it('has a word beside every tone, and a recommended failure as a warning', () => {
    assert.deepEqual(
      rows().map(({ tone, word, necessity }) => [tone, word, necessity]),
      [
        ['fail', 'failed', ''],
        ['pass', 'passed', ''],
        ['unknown', 'could not tell', ''],
        ['pass', 'passed', ''],
        ['warning', 'failed', 'recommended'],
        ['unknown', 'could not tell', 'recommended'],
      ],
    );
  });

  it('offers what to do about what does not pass, each button with what it is of', () => {
    const [failed, passed] = rows();
    assert.deepEqual(
      failed?.buttons.map(({ id, title, spoken }) => [id, title, spoken]),
      [
        ['diagnose-service', 'Diagnose Service', 'Diagnose Service: PDF Worker: Every replica runs and is healthy'],
        ['open-logs', 'Open Logs', 'Open Logs: PDF Worker: Every replica runs and is healthy'],
        ['restart-service', 'Restart Service…', 'Restart Service…: PDF Worker: Every replica runs and is healthy'],
      ],
    );
    assert.deepEqual([passed?.advice, passed?.buttons], ['', []]);
  });

  it('has every fact with its figure, bound and what it was before', () => {
    const cpu = rows().find(({ id }) => id.startsWith('cpu'));
    assert.deepEqual(cpu?.facts[1], {
      tone: 'fail',
      word: 'failed',
      of: 'worker-2',
      figure: '62 %',
      bound: '< 60 %',
      before: '84 %',
      said: '',
    });
  });

  it('while it runs says how far it is, and can be cancelled where it runs', () => {
    const running = verificationWith(
      [...made(checkOf('replicas-healthy')), { phase: 'running', planned: plannedCheck('alerts', '') }],
      { endedAt: undefined },
    );
    const here = pageOf(running, { ...context, runsHere: true });
    assert.deepEqual(here.progress, { made: 1, total: 2, text: '1 of 2 checks made, 60 s' });
    assert.deepEqual(
      here.buttons.map(({ id }) => id),
      ['cancel'],
    );
    assert.deepEqual(pageOf(running, context).buttons, []);
    assert.deepEqual(
      rows(here).map(({ tone, again }) => [tone, again]),
      [
        ['pass', 'none'],
        ['running', 'none'],
      ],
    );
  });

  it('once it has ended can be exported, and its checks run again', () => {
    const page = pageOf(richVerification(), context);
    assert.deepEqual(
      page.buttons.map(({ id }) => id),
      ['verify-again', 'export-markdown', 'export-junit'],
    );
    assert.ok(rows(page).every(({ again }) => again === 'offered'));
    assert.ok(
      rows(pageOf(richVerification(), { ...context, mayRunAgain: false })).every(({ again }) => again === 'none'),
    );
  });

  it("has the figures before and after as bars against the runbook's bound", () => {
    const at = (value: number) => ({
      at: begunAt,
      services: [
        measuredService('backend', {
          title: 'Backend',
          figures: [{ metric: 'cpuAverage', title: 'CPU', unit: 'percent', value, level: 'normal' }],
        }),
      ],
    });
    const page = pageOf(richVerification({ before: at(84), after: at(42) }), { ...context, runbook: bundledRunbook });
    const [row] = page.figures?.rows ?? [];
    assert.deepEqual([row?.before, row?.after, row?.change, row?.word], ['84 %', '42 %', '−42 points', 'normal']);
    assert.match(row?.bound ?? '', /^warning from \d+ %$/);
    const { before, after, bound } = row?.bars ?? {};
    assert.deepEqual([before, after], [1, 0.5]);
    assert.ok(bound !== undefined && bound > 0.5 && bound < 1);
  });

  it('shows no bar for what is not known, and no table of nothing', () => {
    const [cpu, jobs] = pageOf(richVerification(), context).figures?.rows ?? [];
    assert.equal(cpu?.bars.after, 46 / 84);
    assert.deepEqual([jobs?.after, jobs?.change, jobs?.bars.after], ['unknown', '', undefined]);
    assert.equal(pageOf(richVerification({ after: undefined }), context).figures, undefined);
    assert.equal(pageOf(richVerification({ endedAt: undefined }), context).figures, undefined);
  });

  it('says when its figures are of, as far apart as they are', () => {
    const { after } = richVerification();
    assert.ok(after);
    const caption = (laterMs: number): string =>
      pageOf(
        richVerification({ before: { ...after, at: begunAt }, after: { ...after, at: begunAt + laterMs } }),
        context,
      ).figures?.caption ?? '';
    assert.equal(caption(42_000), 'Before is 14:02; after is 42 s later.');
    assert.equal(caption(90 * 60_000), 'Before is 14:02; after is 15:32.');
    assert.equal(caption(0), 'Before is 14:02; after is 14:02.');
  });

  it('has the verdict of the watch after its operation', () => {
    const { watch, buttons } = pageOf(richVerification(), { ...context, operation: richOperation() });
    assert.equal(watch?.sentence.tone, 'warning');
    assert.match(watch.sentence.text, /^Watched until 15:12, a look every 10 min\. Something became worse\.$/);
    assert.deepEqual(
      watch.looks.map(({ tone, text }) => [tone, text.slice(0, 13)]),
      [
        ['pass', 'nothing worse'],
        ['warning', 'Web went from'],
      ],
    );
    assert.ok(buttons.some(({ id }) => id === 'show-operation'));
    const services = [servicePlan({ service: 'worker', title: 'PDF Worker', from: 3, to: 6 })];
    const plan = operationPlan([scaleStage(3, 6)], { services });
    const { circumstances } = pageOf(richVerification(), { ...context, operation: { ...richOperation(), plan } });
    assert.ok(circumstances.includes('After Scale PDF Worker 3 → 6'), circumstances.join('\n'));
  });

  it('leads to the dashboards where the runbook has some', () => {
    const ids = (runbook: PageContext['runbook']): readonly string[] =>
      pageOf(richVerification(), { ...context, runbook }).buttons.map(({ id }) => id);
    assert.ok(ids(bundledRunbook).includes('open-dashboard'));
    assert.ok(!ids({ ...bundledRunbook, dashboards: [] }).includes('open-dashboard'));
    assert.ok(!ids(undefined).includes('open-dashboard'));
  });

  it('says in the place of a lost one what to do', () => {
    assert.match(lostPage.summary.text, /not in the journal.*Nothing of it is known; verify again\.$/);
    assert.deepEqual(
      lostPage.buttons.map(({ title }) => title),
      ['Verify Stack'],
    );
  });
});
