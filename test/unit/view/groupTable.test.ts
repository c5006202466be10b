import assert from 'node:assert/strict';
import type { Signal } from '../../../src/core/policy/signal.js';
import { groupTable } from '../../../src/view/groupTable.js';
import { renderMarkdown, textOf } from '../support/renderMarkdown.js';
import { signalOf } from '../support/signals.js';

const lines = (...services: Parameters<typeof groupTable>[0]): readonly string[] =>
  textOf(renderMarkdown(groupTable(services)))
    .split(/(?=CPU|Memory|Latency|Errors|Queue|Database)/)
    .map((line) => line.replace(/\s+/g, ' ').replaceAll('\u2011', '-').trim());

describe('groupTable', () => {
  it('has a row for each group with rules, with the service where it is worst', () => {
    const table = renderMarkdown(
      groupTable([
        {
          title: 'Backend',
          signals: [signalOf('cpu-average', 41), signalOf('p95', 2400, { level: 'warning', trend: 'rising' })],
        },
        {
          title: 'PDF Worker',
          signals: [
            signalOf('cpu-average', 71, { level: 'warning' }),
            signalOf('jobs-waiting', 263, { level: 'critical' }),
          ],
        },
      ]),
    );
    const text = textOf(table).replace(/\s+/g, ' ').replaceAll('\u2011', '-');
    assert.match(text, /CPU PDF Worker CPU 71 % 60-80 % \$\(warning\) warning/);
    assert.match(text, /Latency Backend p95 2\.4 s ↗ 2-5 s \$\(warning\) warning/);
    assert.match(text, /Queue PDF Worker 263 waiting jobs > 200 \$\(error\) critical/);
    assert.doesNotMatch(text, /Database|Errors/);
  });

  it('says that a group is not known, and shows no bound beside it', () => {
    assert.match(
      lines({ title: 'Backend', signals: [signalOf('p95', undefined)] }).join(' '),
      /Latency unknown \$\(question\) unknown/,
    );
  });

  it('does not hide what a file counts while it cannot be had, and leaves out users that nobody counts', () => {
    const { metric, ...users } = signalOf('concurrent-users', undefined);
    const tableOf = (signals: readonly Signal[]): string => groupTable([{ title: 'Shop', signals }]);
    assert.equal(tableOf([{ metric, ...users }]), '');
    const carts = { ...users, metric: { ...metric, title: 'Open carts', unit: 'count' } } as const;
    for (const signal of [carts, { ...users, metric, rule: { ...users.rule, required: true } }])
      assert.match(textOf(renderMarkdown(tableOf([signal]))).replace(/\s+/g, ' '), /Load unknown/);
  });

  it('takes what is nearest to its bound where nothing is over it', () => {
    const signals = [signalOf('p50', 100), signalOf('p95', 1900), signalOf('p99', 2000)];
    assert.match(lines({ title: 'Backend', signals }).join(' '), /p99 2 s|p95 1\.9 s/);
  });

  it('shows the age of a figure that is late', () => {
    assert.match(
      lines({ title: 'B', signals: [signalOf('p95', 100, { ageMs: 120_000 })] }).join(' '),
      /100 ms, 2 min ago/,
    );
  });

  it('is nothing without signals', () => {
    assert.equal(groupTable([{ title: 'B', signals: [] }]), '');
  });
});
