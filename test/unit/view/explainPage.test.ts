import assert from 'node:assert/strict';
import { conditionOf } from '../../../src/core/policy/condition.js';
import type { ServiceStatus } from '../../../src/core/policy/serviceStatus.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { explainPage } from '../../../src/view/explainPage.js';
import { safeUrl } from '../../../src/view/markdown.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { decisionOf, recommendationOf, signalOf } from '../support/signals.js';
import { containerRecord } from '../support/containerRecord.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot } from '../../../src/core/stack/stack.js';

const now = 10_000_000;
const queue = signalOf('jobs-waiting', 263, {
  level: 'critical',
  forMs: 400_000,
  source: 'http://localhost:3001/api/jobs/metrics',
  ageMs: 8000,
});
const [stack] = buildSnapshot(
  [1, 2, 3].map((number) => containerRecord('pdf-worker', number, { project: 'team' })),
  emptySnapshot,
).stacks;
const service = stack?.services[0] ?? assert.fail('no service');
const statusOf = (changes: Partial<ServiceStatus> = {}): ServiceStatus => ({
  service,
  condition: conditionOf(service, bundledRunbook),
  signals: [
    queue,
    signalOf('cpu-average', 71),
    signalOf('p95', undefined, { problem: 'Prometheus: no answer within 5 s' }),
  ],
  level: 'critical',
  cause: queue,
  decision: decisionOf({
    state: 'scale-now',
    cause: queue,
    recommendation: recommendationOf({
      reasons: [
        { reason: 'signal', signal: queue },
        { reason: 'matrix', row: bundledRunbook.matrix[2] ?? assert.fail('no row') },
        { reason: 'target', rule: 'queue', metric: 'jobsWaiting', value: 263, per: 50, replicas: 6 },
      ],
    }),
    refusals: [{ refusal: 'business-hours', until: now + 1_800_000 }],
  }),
  ...changes,
});
const page = (changes: Partial<ServiceStatus> = {}): string =>
  explainPage('team', statusOf(changes), bundledRunbook, noCalendars, now);
const words = (markdown: string): string =>
  textOf(renderMarkdown(markdown)).replace(/\s+/g, ' ').replaceAll('\u2011', '-');

describe('explainPage', () => {
  it('begins with the decision in a sentence', () => {
    assert.match(
      words(page()),
      /^Decision on PDF Worker Scale PDF Worker to 6 now: 263 waiting jobs \(> 200\) for 7 min\. Stack team/,
    );
  });

  it('has every signal with its value, its bounds, how long, and where it was read', () => {
    const text = words(page());
    assert.match(text, /Waiting jobs 263 50-200 > 200 critical 7 min localhost:3001\/api\/jobs\/metrics, 8 s ago/);
    assert.match(text, /Average CPU 71 % 60-80 % > 80 % normal/);
  });

  it('says what is not known, and why', () => {
    assert.match(words(page()), /Not known, and why: p95: Prometheus: no answer within 5 s/);
  });

  it('names the row of the matrix, the target with its arithmetic, and what would hold it back', () => {
    const text = words(page());
    assert.match(text, /"Queue depth > 200" in the decision matrix: Insufficient workers, priority high/);
    assert.match(text, /263 waiting jobs at 50 for each replica make 6 replicas/);
    assert.match(text, /These are business hours, for another 30 min/);
  });

  it('says what the rules come to where something holds it back', () => {
    const reasons = [{ reason: 'signal', signal: queue }] as const;
    const decision = decisionOf({
      state: 'scale-now',
      cause: queue,
      wanted: { target: 6, reasons },
      refusals: [{ refusal: 'snoozed', until: now + 600_000 }],
    });
    const text = words(page({ decision }));
    assert.match(
      text,
      /The rules come to 6 replicas, which is not recommended now 263 waiting jobs \(> 200\) for 7 min/,
    );
    assert.match(text, /It is snoozed, for another 10 min/);
  });

  it('leads to the dashboards and the contacts of the runbook', () => {
    const html = renderMarkdown(page());
    for (const { url } of bundledRunbook.dashboards) assert.ok(html.includes(`href="${url}"`), url);
    assert.match(words(page()), /On-Call Engineer: PagerDuty rotation/);
  });

  it('says so while nothing is known', () => {
    assert.match(words(page({ decision: undefined })), /Nothing is known of PDF Worker yet/);
  });

  it('lets nothing from outside be more than text', () => {
    const evil = '<img src=x> [x](command:y) | `c` $(error)';
    const signal = {
      ...queue,
      source: evil,
      problem: evil,
      level: 'unknown' as const,
      rule: { ...queue.rule, title: evil },
      metric: { ...queue.metric, title: evil },
    };
    const runbook = {
      ...bundledRunbook,
      dashboards: [
        { title: evil, url: 'javascript:alert(1)' },
        { title: 'b', url: 'http://x/> <script>' },
      ],
      contacts: [{ role: evil, contact: evil }],
    };
    const html = renderMarkdown(explainPage(evil, statusOf({ signals: [signal] }), runbook, noCalendars, now));
    const allowed = new Set(['h1', 'h2', 'p', 'strong', 'ul', 'li', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
    assert.deepEqual(
      tagsIn(html).filter((tag) => !allowed.has(tag)),
      [],
      html,
    );
    assert.doesNotMatch(html, /href="(?!https?:|about:blank)/);
  });
});

describe('safeUrl', () => {
  it('lets through addresses of the web and nothing else', () => {
    assert.equal(safeUrl('http://localhost:3002/d/x'), 'http://localhost:3002/d/x');
    for (const url of ['javascript:alert(1)', 'command:x', 'file:///etc/passwd', ' data:text/html,x'])
      assert.equal(safeUrl(url), 'about:blank');
  });
});
