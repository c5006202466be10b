import assert from 'node:assert/strict';
import type { Check, VerificationReport } from '../../../src/core/verification/verification.js';
import { verificationPage, verificationSummary } from '../../../src/view/verificationPage.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { linksIn } from '../support/workbenchText.js';

const healthy = (changes: Partial<Extract<Check, { check: 'replicas-healthy' }>> = {}): Check => ({
  check: 'replicas-healthy',
  service: 'web',
  verdict: 'pass',
  ready: 3,
  total: 3,
  withoutHealthCheck: false,
  troubled: [],
  ...changes,
});
const count = (changes: Partial<Extract<Check, { check: 'count-as-wanted' }>> = {}): Check => ({
  check: 'count-as-wanted',
  service: 'web',
  verdict: 'pass',
  running: 3,
  wanted: { by: 'operation', count: 3 },
  ...changes,
});
const url = (changes: Partial<Extract<Check, { check: 'health-url' }>> = {}): Check => ({
  check: 'health-url',
  service: 'web',
  verdict: 'pass',
  url: 'http://localhost:3000/',
  status: 200,
  durationMs: 12.4,
  averageBelowMs: undefined,
  problem: '',
  ...changes,
});
const report = (...checks: readonly Check[]): VerificationReport => ({
  stack: 'shop',
  context: 'local',
  startedAt: Date.UTC(2026, 0, 2, 14, 2, 3),
  endedAt: Date.UTC(2026, 0, 2, 14, 2, 5),
  checks,
});
const textOfPage = (...checks: readonly Check[]): string =>
  textOf(renderMarkdown(verificationPage(report(...checks)))).replace(/\s+/g, ' ');

describe('verificationSummary', () => {
  it('passes only what passed, and says how many', () => {
    assert.equal(verificationSummary(report(healthy(), count())), 'shop is verified: all 2 checks pass.');
    assert.equal(
      verificationSummary(report(healthy(), count({ verdict: 'fail' }), url({ verdict: 'unknown' }))),
      'shop is not verified: 1 of 3 checks failed.',
    );
    assert.match(
      verificationSummary(report(healthy(), url({ verdict: 'unknown' }))),
      /^shop is not verified: 1 of 2 checks could not be told\.$/,
    );
    assert.match(verificationSummary(report()), /^shop is not verified/);
  });

  it('lets the name of the stack make no link and no line', () => {
    const summary = verificationSummary({ ...report(healthy()), stack: 'a\n[x](command:y)' });
    assert.deepEqual(linksIn(summary), []);
    assert.doesNotMatch(summary, /\n/);
  });
});

describe('verificationPage', () => {
  it('begins with the verdict, where and when, and asks for nothing when all passes', () => {
    const text = textOfPage(healthy(), count(), url());
    assert.match(
      text,
      /^Verification of shop shop is verified: all 3 checks pass\. Docker context local, 2026-01-02 14:02:03 UTC, in 2 s\./,
    );
    assert.doesNotMatch(text, /What to do|fail|could not tell/);
  });

  it('has the evidence of every check with its service', () => {
    const text = textOfPage(
      healthy(),
      count(),
      url(),
      count({ service: 'api', running: 2, wanted: { by: 'runbook', min: 1, max: 20 } }),
    );
    for (const expected of [
      /3 of 3 healthy/,
      /3 running, 3 wanted since the last operation/,
      /status 200 in 12 ms/,
      /api .*2 running, 1 to 20 allowed by the runbook/,
    ])
      assert.match(text, expected);
    const html = renderMarkdown(verificationPage(report(healthy(), count(), url())));
    assert.equal(html.match(/<tr>/g)?.length, 4);
  });

  it('says where being healthy rests on no health check', () => {
    assert.match(textOfPage(healthy({ withoutHealthCheck: true })), /3 of 3 running, without a health check/);
  });

  it('says for each failure what to do', () => {
    const troubled = [
      { name: 'shop-web-2', state: 'unhealthy' },
      { name: 'shop-web-3', state: 'exited' },
    ];
    const failures: readonly (readonly [Check, RegExp])[] = [
      [
        healthy({ verdict: 'fail', ready: 1, troubled }),
        /look at the logs of shop-web-2 and shop-web-3, then restart it.*1 of 3 healthy; shop-web-2 is unhealthy; shop-web-3 is exited/,
      ],
      [healthy({ verdict: 'fail', ready: 0, total: 0 }), /web has no replica: scale it to its baseline/],
      [count({ verdict: 'fail', running: 2 }), /changed the count/],
      [url({ verdict: 'fail', status: 503 }), /why it answers 503.*status 503/],
      [
        url({ verdict: 'fail', status: undefined, problem: 'connect ECONNREFUSED' }),
        /load balancer runs and publishes this port.*connect ECONNREFUSED/,
      ],
      [url({ verdict: 'unknown', status: undefined, problem: 'no address' }), /What to do.*could not tell.*no address/],
    ];
    for (const [check, words] of failures) assert.match(textOfPage(check), words);
  });

  it('never shows as a pass what could not be told', () => {
    const text = textOfPage(url({ verdict: 'unknown', status: undefined, problem: 'no address' }));
    assert.match(text, /not verified/);
    assert.doesNotMatch(text, /✔/);
  });

  it('lets names, addresses and errors be text and nothing else', () => {
    const evil = '<img src=x> [x](command:y) ![z](https://e.x) | `c`\n# d';
    const page = verificationPage({
      ...report(
        healthy({ service: evil, verdict: 'fail', ready: 0, troubled: [{ name: evil, state: evil }] }),
        url({ service: evil, verdict: 'fail', url: evil, status: undefined, problem: evil }),
      ),
      stack: evil,
      context: evil,
    });
    const html = renderMarkdown(page);
    const allowed = new Set(['h1', 'h2', 'p', 'strong', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
    assert.deepEqual(
      tagsIn(html).filter((tag) => !allowed.has(tag)),
      [],
    );
    assert.equal(html.match(/<td/g)?.length, 2 * 4);
    assert.equal(html.match(/<h[12]/g)?.length, 2);
  });
});
