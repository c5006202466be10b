import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keptOf } from '../../../src/core/verification/keptVerification.js';
import { readJournal } from '../../../src/core/operation/journal/readJournal.js';
import { reportFileName, reportPage } from '../../../src/view/reportPage.js';
import { utcTime } from '../../../src/view/words/moments.js';
import { anyLater, anyStarted } from '../core/operation/journal/anyEvent.js';
import { begunAt, ended, operationOf, operationPlan, scaleStage } from '../support/operations.js';
import { renderMarkdown, tagsIn, textOf } from '../support/renderMarkdown.js';
import { richVerification } from '../support/richVerification.js';
import { richOperation } from '../support/richOperation.js';

/** A page as its reader sees it: a line for each line of text, cells apart by bars. */
const read = (page: string): string =>
  textOf(
    renderMarkdown(page)
      .replaceAll(/<\/t[hd]>\s*<t[hd][^>]*>/g, ' | ')
      .replaceAll('&nbsp;', ' '),
  )
    .replaceAll(/[\u00a0 ]+/g, ' ')
    .replaceAll('\u2011', '-')
    .replaceAll(/ *\n\s*/g, '\n')
    .replaceAll(/\n+/g, '\n');

const golden = `10x traffic: PostgreSQL 100 → 550 connections, restart Web, PDF Worker 3 → 10
Stopped after 11 min. Database went from normal to critical (connections > 80 %), so it went no further. PDF Worker has 6 replicas.
By: ana
When: 2026-11-25 14:02:00 to 14:12:56 UTC
Where: stack shop, Docker context prod
Operation: op-1
Refers to: op-0
Plan
Service | Before | Planned | In the end
PDF Worker | 3 | 10 | 6
PostgreSQL, connections | 100 | 550 |
Gradual; expected to take up to 15 min.
Checks before it
Result | Service | Finding
▲ warning | all | It is the only replica: the service is away while it restarts
✔ pass | PDF Worker | 6 is within 1 to 50
✔ pass | PDF Worker | Has a health check
Overridden by a person:
third backend: 150 connections of 100: The limit is raised first
Steps
Step | Began | Took | Result
PostgreSQL 100 → 550 connections | 14:02:01 | 8 s | done
restart 1 replica of Web | 14:02:10 | 2 s | done
restart web-1 | 14:02:11 | | done
PDF Worker 3 → 6 | 14:02:13 | 41 s | done
create worker-4 | 14:02:20 | | done
create worker-5 | 14:02:21 | | begun, its end not seen
wait 10 min, then go on only if nothing is worse | 14:02:55 | 10 min | failed
PDF Worker 6 → 10 | | | left out
Before and after
Before: 2026-11-25 14:02:00 UTC. After: 2026-11-25 14:12:56 UTC.
Service | Metric | Before | After | Change
PDF Worker | Replicas | 2/3 ready | 6/6 ready | +3
| Level | warning | normal |
| CPU | 84 % | 46 % | −38 points
| p95 | 2.4 s | unknown | unknown
| Waiting jobs | 263 | 12 | −251
The time after it
Watched until 2026-11-25 15:12:57 UTC, a look every 10 min. Something became worse.
Time | Seen
14:22:57 | nothing worse
14:32:57 | Web went from normal to warning (p95 2-5 s); nothing could be told of Redis
Notes
2026-11-25 14:33:40 UTC, ben: The *fair* had begun`;

describe('reportPage', () => {
  it('has all that the journal has of an operation', () => {
    assert.equal(read(reportPage(richOperation(), begunAt, [])), golden);
  });

  it('says of one that is under way that it is, and of what was not measured that it was not', () => {
    const page = read(reportPage(operationOf(operationPlan([scaleStage(3, 6)])), begunAt, []));
    assert.match(page, /Under way: beginning\./);
    assert.match(page, /14:02:00 UTC, and it is under way/);
    assert.match(page, /PDF Worker \| 3 \| 6 \| under way/);
    assert.match(page, /Nothing was measured\./);
    assert.doesNotMatch(page, /Notes|The time after it|Overridden/);
  });

  it('shows how it was once it had settled, where that was looked at', () => {
    const { watch, ...ended } = richOperation();
    assert.ok(watch && ended.outcome?.after);
    const at = ended.outcome.endedAt + 180_000;
    const measured = { at, services: ended.outcome.after.services.map((service) => ({ ...service, ready: 7 })) };
    const settled = {
      ...ended,
      watch: { ...watch, looks: [{ at, worsened: [], blind: [], measured }, ...watch.looks] },
    };
    assert.doesNotMatch(read(reportPage({ ...ended, watch }, begunAt, [])), /7\/\d+ ready/);
    assert.match(read(reportPage(settled, begunAt, [])), /7\/\d+ ready/);
    assert.ok(read(reportPage(settled, begunAt, [])).includes(`After: ${utcTime(at)} UTC.`));
  });

  it('has its verification, with all of its evidence where that is kept', () => {
    const verification = richVerification();
    const kept = keptOf(verification);
    assert.ok(kept);
    const operation = operationOf(operationPlan([scaleStage(3, 6)]), [
      [41, ended('done', { worker: 6 })],
      [60, { event: 'verified', verification: kept }],
    ]);
    const page = read(reportPage(operation, begunAt, [verification]));
    assert.match(page, /Verification\nshop is not verified: 1 of 4 required checks failed/);
    assert.match(page, /✘ failed \| Every replica runs and is healthy \| PDF Worker \| 2 of 3 replicas healthy/);
    const older = read(reportPage(operation, begunAt, []));
    assert.match(older, /Verification\n1 of 4 required checks failed, 1 could not be told; 1 recommended check failed/);
  });

  it('lets no text of a plan, a note or a container be anything but text', () => {
    const allowed = ['h1', 'h2', 'h3', 'p', 'strong', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'br'];
    const hostile = fc.constantFrom(
      '[x](command:y)',
      '<img src=x onerror=alert(1)>',
      '# h',
      '| a | b |\n|---|---|',
      '```\ncode',
      'http://evil.test',
      '<!-- check: x -->',
      '$(zap) ![i](http://x)',
    );
    fc.assert(
      fc.property(anyStarted('a'), fc.array(anyLater('a'), { maxLength: 12 }), hostile, (started, later, text) => {
        const line = (event: unknown): string =>
          JSON.stringify(event, (key, value: unknown) =>
            typeof value === 'string' && hostileKeys.includes(key) ? text : value,
          );
        const { operations, verifications, problems } = readJournal(
          [started, ...later].map((event) => `${line(event)}\n`).join(''),
        );
        assert.deepEqual(problems, []);
        const [operation] = operations;
        assert.ok(operation);
        const tags = tagsIn(renderMarkdown(reportPage(operation, begunAt, verifications)));
        assert.deepEqual(
          tags.filter((tag) => !allowed.includes(tag)),
          [],
        );
      }),
      { numRuns: 200 },
    );
  });
});

const hostileKeys = [
  'of',
  'said',
  'key',
  'title',
  'name',
  'stack',
  'context',
  'purpose',
  'by',
  'text',
  'reason',
  'detail',
  'sentence',
  'lastLog',
  'unit',
  'metric',
  'rule',
  'holder',
  'refersTo',
  'as',
  'source',
].filter((key) => key !== 'reason');

describe('reportFileName', () => {
  it('says when and what, and nothing that a file system could take for more', () => {
    assert.equal(reportFileName(richOperation()), 'report-2026-11-25-1402-postgres-web-worker.md');
    const odd = operationOf(operationPlan([scaleStage(1, 2, '../../etc/passwd\0', 'x')]));
    assert.equal(reportFileName(odd), 'report-2026-11-25-1402-etcpasswd.md');
  });
});
