import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checklistActionIds, checklistCheckIds } from '../../../../src/core/checklist/bindings.js';
import type { Block } from '../../../../src/core/checklist/document.js';
import { fenceCommand } from '../../../../src/core/checklist/fence/fenceCommand.js';
import { fencesIn } from '../../../../src/core/checklist/fencesIn.js';
import { linkTarget } from '../../../../src/core/checklist/linkTarget.js';
import { readChecklist } from '../../../../src/core/checklist/markdown/main.js';
import { plainText } from '../../../../src/core/checklist/plainText.js';
import { sectionOf } from '../../../../src/core/checklist/sectionOf.js';
import { stagesOf } from '../../../../src/core/checklist/stagesOf.js';
import { tasksIn } from '../../../../src/core/checklist/tasksIn.js';
import { rawMarkdown } from '../../support/rawMarkdown.js';
import { everyBlock, readMarkdown } from '../../support/readMarkdown.js';
import { runSubject } from '../../support/runSubjects.js';

const text = readFileSync('media/scaling-checklist.md', 'utf8');
const document = readChecklist(text);
const tasks = tasksIn(document.blocks);

/** The words of a section: a table's row is a line, its cells with bars between. */
function wordsOf(heading: string): string {
  const section = sectionOf(document, heading) ?? assert.fail(heading);
  return everyBlock(section).flatMap(linesOf).join('\n');
}

function linesOf(block: Block): readonly string[] {
  if (block.block === 'paragraph' || block.block === 'heading') return [plainText(block.content)];
  if (block.block === 'code') return [block.text];
  if (block.block !== 'table') return [];
  return [block.head, ...block.rows].map((row) => row.map(({ content }) => plainText(content)).join(' | '));
}

/** The runbook's figures, each in the section where it is looked for. */
const figures: Readonly<Record<string, readonly string[]>> = {
  before: ['3 to 5 minutes'],
  after: ['CPU of each replica is below 60 %', 'Memory of each replica is below 60 %', '30 minutes'],
  'on-the-way-down': ['30 minutes', 'half at a time, with ten minutes'],
  'eyes-on-it': ['localhost:3002', 'System Overview', 'Job Processing', 'Resource Utilization'],
  'room-for-more': ['nproc', '/var/lib/docker', 'SHOW max_connections', 'pg_stat_activity'],
  'after-in-detail': [
    'Five requests',
    'HTTP 200',
    'Twenty requests',
    'localhost:8080',
    'less than 0.5 s',
    'less than 1 s',
    'over 5 minutes of looking every 10 seconds',
    'seq 30',
    '60 % of its CPU',
    '60 % of its memory',
    '80 % reads as 320 %',
    'below max_connections',
    'pdfType=WEEKLY',
    'localhost:3001/api/jobs/metrics',
  ],
  'on-the-way-down-in-detail': [
    '30 minutes or more',
    'between 9 and 17',
    'halves the count at most, and waits 10 minutes',
    'Ten workers go to 5, then to 3',
    'the dashboards every 5',
    'below 1 s over twenty requests, five seconds apart',
    'below 2 s over ten',
    'another hour',
  ],
  'what-the-services-can-do': [
    'Frontend (Next.js) | 1 | 1 | 20 | 500 people',
    'Backend (NestJS) | 1 | 1 | 20 |',
    'PDF Worker (FastAPI) | 2 | 3 | 50 | 50 waiting jobs; 3 at least',
    '30 to 60 seconds',
    'about 90',
    'up to 50 connections, and PostgreSQL has 100',
    'beyond 2 backends',
  ],
  'when-it-is-time-to-go-up': [
    'watched for 5 minutes',
    '60 to 80 %',
    'CPU on average | < 60 % | 60-80 % | > 80 % |',
    'CPU at its peak | < 80 % | 80-90 % | > 90 % |',
    'CPU for a while | | > 70 % for 10 min | > 80 % for 5 min |',
    'Memory on average | < 60 % | 60-80 % | > 80 % |',
    'Memory at its peak | < 80 % | 80-90 % | > 90 % |',
    'Memory growth | < 5 % an hour | 5-10 % an hour | > 10 % an hour |',
    'p50 | < 500 ms | 500 ms-1 s | > 1 s |',
    'p95 | < 2 s | 2-5 s | > 5 s |',
    'p99 | < 5 s | 5-10 s | > 10 s |',
    'Errors | < 1 % | 1-5 % | > 5 % |',
    '5xx | < 0.5 % | 0.5-2 % | > 2 % |',
    'Timeouts | < 0.1 % | 0.1-1 % | > 1 % |',
    'Waiting jobs | < 50 | 50-200 | > 200 |',
    'Wait in the queue | < 30 s | 30 s-2 min | > 2 min |',
    'Time for a job | < 30 s | 30-60 s | > 60 s |',
    'Active connections | < 30 | 30-40 | > 40 |',
    'Use of the pool | < 60 % | 60-80 % | > 80 % |',
    'Wait for a connection | < 100 ms | 100 ms-1 s | > 1 s |',
    'rate(container_cpu_usage_seconds_total[5m]) * 100',
    'container_memory_usage_bytes / container_spec_memory_limit_bytes',
    'histogram_quantile(0.95',
    'http_requests_total{status=~"5.."}',
    'queue_jobs_waiting',
  ],
  'which-service': [
    'More than 200 jobs wait | too few workers | PDF Worker | high',
    'More than 40 active connections | too many requests at once | Backend | high',
    'p95 above 5 s | load everywhere | Backend and PDF Worker | high',
    'CPU of the frontend is high | rendering | Frontend | medium',
    'More than 5 % of requests fail | too much for the system | all of them | critical',
    'a leak | restart, then scale | critical',
    'p95 above 2 s, or more than 1000 people',
  ],
  'how-many': [
    'one for each 50, from 3 to 50',
    'more than 500 wait all of a sudden | 20; watch for 5 minutes, go down below 100',
    'more than 200 wait, again and again | 15; watch for 30 minutes',
    '10 for a first answer',
    'more than 1.5 GB',
    'go down to 2',
    'Backend | CPU above 80 %, above 60 %, below | 3, 2, 1',
    'Frontend | CPU above 80 %, above 60 %, below | 3, 2, 1',
    '3 → 10 → 20 → 30',
  ],
  'ahead-of-time': [
    '2 to 3 days before',
    '1 day before',
    '1 week before',
    'Monday, 8 to 10 | 50 % more',
    'Weekdays, 9 to 17',
    'Weekends | baseline',
    'Nights, 0 to 6 | the least',
    '70 % of the capacity',
  ],
  'all-services-at-once': [
    'as ever | 1 | 1 | 3 | 100',
    'twice | 2 | 2 | 6 |',
    'a spike ahead | 2 | 3 | 10 | 200',
    'five times | 3 | 5 | 15 | 300',
    'ten times | 5 | 10 | 30 | 500',
  ],
  'more-connections-for-the-database': [
    '5 × 50 + 50 = 300',
    '30 seconds',
    'SET max_connections = 300',
    '25 in place of 50',
  ],
  'when-it-is-time-to-go-down': [
    'for 30 minutes: CPU below 40 %, memory below 40 %, p95 below 1 s, fewer than 20 jobs',
    '10 PDF workers, fewer than 20 jobs waiting | 3,',
    '5 backends, CPU below 30 % | 2',
    '3 frontends, CPU below 20 % | 1',
    '1 frontend, 1 backend, 3 PDF workers',
    'a minute to settle, then 30 minutes',
  ],
  'new-replicas-do-not-start': ['insufficient resources', '2 PDF workers for a third backend'],
  'new-replicas-are-not-healthy': ['--tail 100', 'localhost:5001/health', '2 minutes', 'OOMKilled'],
  'the-load-is-not-spread': ['30 seconds', 'seq 100', 'sticky'],
  'it-does-not-get-better': ['LIMIT 5', 'INFO memory', 'evicts'],
  'the-database-has-no-connections-left': ['Connection pool exhausted', 'remaining connection slots are reserved'],
  'out-of-memory': ['16 GB for workers of 2 GB are 8', '1.5 GB in place of 2 GB'],
  'good-habits': ['5 minutes', 'an hour afterwards, every 10 minutes', 'every quarter'],
  'who-to-call': ['PagerDuty', 'Engineering lead', 'System administrator'],
};

describe('the bundled checklist', () => {
  it('is read without a problem, and whole', () => {
    assert.deepEqual(document.problems, []);
    assert.deepEqual(readMarkdown(document), rawMarkdown(text));
  });

  it('has the stages of the runbook', () =>
    assert.deepEqual(
      stagesOf(document).map(({ title, tasks: items }) => [title, items.length]),
      [
        ['Before', 8],
        ['During', 6],
        ['After', 14],
        ['On the way down', 9],
        ['Before, in detail', 11],
        ['After, in detail', 12],
        ['On the way down, in detail', 10],
      ],
    ));

  for (const [heading, parts] of Object.entries(figures))
    it(`has the figures of ${heading}`, () => {
      const words = wordsOf(heading).replace(/ \| {2}\| /g, ' | | ');
      for (const part of parts) assert.ok(words.includes(part), `${part} is not in:\n${words}`);
    });

  it('has a way to tick itself wherever there is a check, and a button for every action', () => {
    const checks = new Set(tasks.flatMap(({ binding }) => binding.check));
    const actions = new Set(tasks.map(({ binding }) => binding.action));
    // What a whole verification looks at beside what stands on the list.
    const besides = ['count-as-wanted', 'health-inside', 'no-sticky', 'error-rate', 'sessions-shared'];
    assert.deepEqual(
      checklistCheckIds.filter((id) => !checks.has(id)),
      besides,
    );
    assert.deepEqual(
      checklistActionIds.filter((id) => !actions.has(id)),
      [],
    );
  });

  it('binds an item to a check for each thing that it says', () => {
    const boundTo = (words: string): readonly string[] =>
      tasks.find(({ text: said }) => said.startsWith(words))?.binding.check ?? assert.fail(words);
    assert.deepEqual(boundTo('Twenty requests in a row'), ['load-spread', 'balancer-list']);
    assert.deepEqual(boundTo('All connections together'), [
      'connections-within',
      'connections-spread',
      'no-exhaustion',
    ]);
    assert.deepEqual(boundTo('Response times are no worse'), ['response-no-slower']);
  });

  it('tells the team of the end where it says that it is done, and of the beginning elsewhere', () => {
    const told = tasks.filter(({ binding }) => binding.action?.startsWith('tell-team'));
    assert.equal(told.length, 6);
    for (const { text: words, binding } of told) {
      const end = words.includes('it is done') ? '-end' : '';
      assert.deepEqual([binding.action, binding.check], [`tell-team${end}`, [`team-told${end}`]], words);
    }
  });

  it('shows what is for the way down only there', () => {
    const down = new Set(tasks.filter(({ binding }) => binding.when.includes('down')).map(({ id }) => id));
    for (const { id, tasks: items } of stagesOf(document))
      assert.deepEqual(
        items.filter((item) => down.has(item)).length,
        id.startsWith('on-the-way-down') ? items.length : 0,
        id,
      );
  });

  it('has commands that can be run as they are, and take nothing away', () => {
    const commands = fencesIn(document.blocks).flatMap((fence) => fenceCommand(fence, runSubject()) ?? []);
    assert.equal(commands.length, 20);
    for (const { text: command, problems, dangers } of commands)
      assert.deepEqual([problems, dangers], [[], []], command);
    const steps = commands.flatMap((command) => command.steps);
    assert.deepEqual(steps, [{ step: 'scale', counts: { frontend: 2, backend: 2, 'pdf-worker': 6 } }]);
  });

  it('has links that lead somewhere', () => {
    const ids = new Set(everyBlock(document.blocks).flatMap((block) => (block.block === 'heading' ? [block.id] : [])));
    for (const [, href = ''] of text.matchAll(/\]\(([^)]*)\)/g)) {
      const to = linkTarget(href, undefined);
      assert.notEqual(to.target, 'none', href);
      if (to.target === 'heading') assert.ok(ids.has(to.heading), href);
    }
  });
});
