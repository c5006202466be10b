import assert from 'node:assert/strict';
import type { LiveState } from '../../../src/core/live/liveState.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';
import { criticalCount } from '../../../src/view/badge.js';
import { statusBarText, type StatusBarText } from '../../../src/view/statusBar.js';
import { containerRecord } from '../support/containerRecord.js';
import { ended, operationIn, servicePlan } from '../support/plans.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { context, liveState, now, reading, readingsOf, replicas, teamRecords } from '../support/stacks.js';
import { iconsIn } from '../support/workbenchText.js';

const barOf = (state: LiveState, folders: readonly string[] = []): StatusBarText =>
  statusBarText(state, now, { folders });
const shown = (state: LiveState): readonly [string, string] => {
  const { text, background } = barOf(state);
  return [text, background];
};
const withReading = (id: string, cpu: number, memory = 10): LiveState =>
  liveState(teamRecords(), { readings: new Map([...readingsOf(teamRecords()), [id, reading(cpu, memory)] as const]) });

describe('statusBarText', () => {
  it('is quiet before anything is asked for', () => {
    const idle = liveState([], { connection: { phase: 'idle' }, snapshot: undefined });
    assert.deepEqual(shown(idle), ['$(pulse) Scalebook', 'none']);
    assert.equal(barOf(idle).spoken, 'Scalebook: Scalebook');
  });

  it('spins while it connects', () => {
    assert.deepEqual(shown(liveState([], { connection: { phase: 'connecting', context }, snapshot: undefined })), [
      '$(sync~spin) local',
      'none',
    ]);
  });

  it('says that no engine answers, with what to do in the tooltip', () => {
    const failure = { reason: 'no-engine', address: 'unix:///var/run/docker.sock', detail: 'ENOENT' } as const;
    const bar = barOf(
      liveState([], { connection: { phase: 'failed', context, failure, retryAt: 0 }, snapshot: undefined }),
    );
    assert.deepEqual([bar.text, bar.background], ['$(question) no engine · local', 'none']);
    assert.match(
      textOf(renderMarkdown(bar.tooltip)),
      /^No Docker engine answers at unix:\/\/\/var\/run\/docker\.sock\. Start Docker.* Scalebook tries again by itself\.$/,
    );
  });

  it('says that there is no stack', () => {
    assert.deepEqual(shown(liveState([])), ['$(pulse) no stack · local', 'none']);
    assert.match(barOf(liveState([])).tooltip, /runs no Compose stack/);
  });

  it('names the stack, or how many there are, when all is normal', () => {
    assert.deepEqual(shown(liveState(teamRecords())), ['$(pulse) team · local', 'none']);
    const two = [...teamRecords(), ...replicas('web', 1)];
    assert.deepEqual(shown(liveState(two)), ['$(pulse) 2 stacks · local', 'none']);
    assert.equal(barOf(liveState(two)).spoken, 'Scalebook: normal: 2 stacks, context local');
  });

  it('names the service and the metric that is in warning, on the warning background', () => {
    assert.deepEqual(shown(withReading('compose:team/backend#1', 70)), [
      '$(pulse) Backend CPU 70 % (60-80 %) · local',
      'warning',
    ]);
  });

  it('has CPU and memory in its tooltip, whatever a file calls them', () => {
    const { metrics, rules } = bundledRunbook;
    const runbook: Runbook = {
      ...bundledRunbook,
      stack: 'team',
      metrics: metrics.map((metric) => ({ ...metric, id: `own-${metric.id}` })),
      rules: rules.map((rule) => ({ ...rule, metric: `own-${rule.metric}` })),
    };
    const state = liveState(teamRecords(), {
      readings: readingsOf(teamRecords(), reading(41, 23)),
      runbooks: [{ runbook, folder: '/' }],
    });
    assert.match(textOf(renderMarkdown(barOf(state).tooltip)).replace(/\s+/g, ' '), /Frontend 1\/1 41 % 23 %/);
  });

  it('names the worst, on the error background', () => {
    assert.deepEqual(shown(withReading('compose:team/pdf-worker#2', 20, 96)), [
      '$(error) PDF Worker memory peak 96 % (> 90 %) · local',
      'error',
    ]);
    const bar = barOf(withReading('compose:team/backend#1', 95));
    assert.equal(bar.spoken, 'Scalebook: critical: Backend CPU 95 % (> 80 %), context local');
  });

  it('says how many replicas are ready where that is the cause', () => {
    const records = [
      ...teamRecords().filter(({ service }) => service !== 'frontend'),
      ...replicas('frontend', 1, { project: 'team', health: 'unhealthy' }),
    ];
    assert.deepEqual(shown(liveState(records)), ['$(error) Frontend 0/1 ready · local', 'error']);
  });

  it('does not show as normal what it does not know', () => {
    assert.deepEqual(shown(liveState(teamRecords(), { readings: new Map() })), [
      '$(question) Frontend CPU unknown · local',
      'none',
    ]);
    const stale = liveState(teamRecords(), { readings: readingsOf(teamRecords(), reading(20, 10, now - 15_001)) });
    assert.match(barOf(stale).text, /^\$\(question\)/);
  });

  it('shows an operation while it runs, and no longer', () => {
    const change = operationIn(servicePlan({ title: 'PDF Worker' }), 'running', 'waiting');
    assert.deepEqual(shown({ ...withReading('compose:team/backend#1', 95), changes: [change] }), [
      '$(sync~spin) PDF Worker: starting 4 of 6 · local',
      'none',
    ]);
    assert.deepEqual(shown(liveState(teamRecords(), { changes: [ended(change, 6)] })), [
      '$(pulse) team · local',
      'none',
    ]);
  });

  it('speaks of the stacks of the open folders, and names the others in the tooltip', () => {
    const hot = containerRecord('web', 1, {
      project: 'other',
      origin: { ...containerRecord('web', 1).origin, workingDir: '/srv/other' },
    });
    const records = [...teamRecords(), hot];
    const readings = new Map([...readingsOf(records), ['compose:other/web#1', reading(95)] as const]);
    const state = liveState(records, { readings });
    assert.match(barOf(state).text, /web CPU 95 %/);
    const focused = barOf(state, ['/srv/shop']);
    assert.equal(focused.text, '$(pulse) team · local');
    assert.match(textOf(renderMarkdown(focused.tooltip)), /Other stacks: other critical/);
  });

  it('has every service with its figures in the tooltip', () => {
    const html = renderMarkdown(barOf(withReading('compose:team/backend#1', 70)).tooltip);
    const text = textOf(html).replace(/\s+/g, ' ').replaceAll('\u2011', '-');
    for (const expected of [
      /CPU Backend CPU 70 % 60-80 % \$\(warning\) warning/,
      /Queue unknown \$\(question\) unknown/,
      /Backend 1\/1 70 % 10 % \$\(warning\) warning/,
      /redis 1\/1 20 % 10 % \$\(circle-filled\) normal/,
    ])
      assert.match(text, expected);
  });

  it('leads to the dashboards of the runbook', () => {
    const html = renderMarkdown(barOf(liveState(teamRecords())).tooltip);
    for (const { title, url } of bundledRunbook.dashboards)
      assert.ok(html.includes(`href="${url}">${title}</a>`), title);
  });

  it('lets no name make an icon, a line or a tag', () => {
    const evil = '$(error) <img src=x>\n[x](command:y) | b';
    const records = replicas(evil, 1, { project: evil });
    const connection = {
      phase: 'connected',
      context: { ...context, name: evil },
      info: { id: 'e1', name: 'h', version: '1', apiVersion: '1.45', cpus: 1, memoryBytes: 1, swarm: 'none' },
    } as const;
    const failure = { reason: 'refused', address: evil, detail: evil } as const;
    const states: readonly LiveState[] = [
      liveState(records, { connection }),
      liveState(records, { connection, readings: new Map() }),
      liveState(records, { connection, readings: readingsOf(records, reading(70)) }),
      liveState(records, { connection, changes: [operationIn(servicePlan({ title: evil }), 'running')] }),
      liveState([], { connection: { phase: 'connecting', context: connection.context }, snapshot: undefined }),
      liveState([], { connection: { phase: 'failed', context: connection.context, failure, retryAt: 0 } }),
    ];
    // Its own commands are the only links that it may have.
    const allowed = new Set(['a', 'p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
    for (const state of states) {
      const { text, tooltip, spoken } = barOf(state);
      assert.equal(iconsIn(text).length, 1, text);
      assert.notEqual(iconsIn(text)[0], 'error');
      assert.doesNotMatch(text + spoken, /[\n\r]/);
      const html = renderMarkdown(tooltip);
      assert.deepEqual(
        tagsIn(html).filter((tag) => !allowed.has(tag)),
        [],
        html,
      );
      assert.equal(iconsIn(html).includes('error'), false);
      for (const [, address = ''] of html.matchAll(/href="([^"]*)"/g))
        assert.match(
          address,
          /^command:scalebook\.(explainDecision|openDashboard|scaleAsRecommended)\?%5B%22[\w%.~-]*%22%5D$/,
        );
    }
  });
});

describe('criticalCount', () => {
  it('counts services, not replicas, and only critical ones', () => {
    assert.equal(criticalCount(liveState(teamRecords()), now), 0);
    assert.equal(criticalCount(liveState(teamRecords(), { readings: new Map() }), now), 0);
    assert.equal(criticalCount(liveState(teamRecords(), { readings: readingsOf(teamRecords(), reading(70)) }), now), 0);
    assert.equal(criticalCount(liveState(teamRecords(), { readings: readingsOf(teamRecords(), reading(99)) }), now), 5);
  });
});
