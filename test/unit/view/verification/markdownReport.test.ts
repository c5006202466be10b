import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import { keptOf, verificationOf } from '../../../../src/core/verification/keptVerification.js';
import { markdownReport, verificationFileName } from '../../../../src/view/verification/markdownReport.js';
import { hostileTexts } from '../../support/hostileTexts.js';
import { renderMarkdown, tagsIn, textOf } from '../../support/renderMarkdown.js';
import { richOperation } from '../../support/richOperation.js';
import { richVerification } from '../../support/richVerification.js';
import { plannedCheck, verificationWith } from '../../support/verifications.js';

const alone = { operation: undefined, runbook: undefined };
const plain = (markdown: string): string =>
  textOf(renderMarkdown(markdown)).replaceAll('\u00a0', ' ').replaceAll('\u2011', '-');

describe('markdownReport', () => {
  it('ends with the dashboards that the runbook has, as links to the web alone', () => {
    const evil = { title: '[x](command:evil)', url: 'command:evil' };
    const dashboards = [{ title: 'Jobs', url: 'http://localhost:3002/d/jobs' }, evil];
    const markdown = markdownReport(richVerification(), { ...alone, runbook: { ...bundledRunbook, dashboards } });
    assert.match(markdown, /## Dashboards\n\n- Jobs: <http:\/\/localhost:3002\/d\/jobs>\n/);
    assert.doesNotMatch(markdown, /command:evil/);
    assert.doesNotMatch(markdownReport(richVerification(), alone), /Dashboards/);
  });

  it('begins with the sentence, then where and when, then what to do', () => {
    const text = plain(markdownReport(richVerification(), alone));
    const order = [
      'Verification of shop',
      'shop is not verified: 1 of 4 required checks failed, 1 could not be told; 1 recommended check failed and 1 could not be told.',
      'When: 2026-11-25 14:02:00 UTC, in 12 s',
      'By: ana',
      'Where: stack shop, Docker context default',
      'What to do',
      'PDF Worker: Every replica runs and is healthy: 2 of 3 replicas healthy; worker-2: unhealthy: connect ECONNREFUSED. Read the logs',
      'PDF Worker: Every replica has CPU to spare (recommended): at most 62 % (≥ 60 %, before 84 %), 2 replicas; over it: worker-2. Scale further up.',
      'Checks',
      '✘ failed',
      '? could not tell, recommended',
      'In detail',
      '✔ worker-1: healthy',
      'Before and after',
    ];
    let from = 0;
    for (const part of order) {
      const at = text.indexOf(part, from);
      assert.ok(at >= from, `${part} is not in its place in:\n${text}`);
      from = at;
    }
  });

  it('has the figures before and after, and unknown for what was not measured', () => {
    const rows = renderMarkdown(markdownReport(richVerification(), alone))
      .split('<tr>')
      .map((row) => plain(row).replaceAll(/\s+/g, ' '));
    assert.ok(
      rows.some((row) => /the cpuAverage\s+84 %\s+46 %\s+−38 points/.test(row)),
      rows.join('\n'),
    );
    assert.ok(rows.some((row) => /the jobsWaiting\s+263\s+unknown\s+unknown/.test(row)));
    assert.ok(!rows.some((row) => row.includes('the p95')));
  });

  it('has the watch after its operation, and that it was quick', () => {
    const request = { ...richVerification().request, pace: 'quick' as const };
    const text = plain(
      markdownReport(richVerification({ request }), { operation: richOperation(), runbook: undefined }),
    );
    assert.match(text, /After: 10x traffic/);
    assert.match(text, /Quick: replicas, counts/);
    assert.match(text, /The time after it[\s\S]*Something became worse/);
  });

  it('says of what was not made that it was not', () => {
    const waiting = verificationWith([{ phase: 'waiting', planned: plannedCheck('alerts', '') }], {
      endedAt: undefined,
    });
    const text = plain(markdownReport(waiting, alone));
    assert.match(text, /– not made/);
    assert.match(text, /and it is under way/);
  });

  it('lets no text be anything but text', () => {
    const allowed = ['h1', 'h2', 'p', 'strong', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td'];
    fc.assert(
      fc.property(hostileTexts, (text) => {
        const kept = keptOf(richVerification());
        const hostile = JSON.parse(
          JSON.stringify(kept, (key, value: unknown) =>
            ['of', 'said', 'title', 'stack', 'context', 'key', 'by', 'metric'].includes(key) ? text : value,
          ),
        ) as NonNullable<typeof kept>;
        const tags = tagsIn(renderMarkdown(markdownReport(verificationOf(hostile), alone)));
        assert.deepEqual(
          tags.filter((tag) => !allowed.includes(tag)),
          [],
        );
      }),
      { numRuns: 80 },
    );
  });
});

describe('verificationFileName', () => {
  it('says when and what, and nothing that a file system could take for more', () => {
    assert.equal(verificationFileName(richVerification(), 'md'), 'verification-2026-11-25-1402-shop.md');
    const odd = richVerification({ stack: '../../etc/passwd\0' });
    assert.equal(verificationFileName(odd, 'xml'), 'verification-2026-11-25-1402-etcpasswd.xml');
  });
});
