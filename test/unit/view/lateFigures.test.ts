import assert from 'node:assert/strict';
import { noCalendars } from '../../../src/core/policy/schedule/calendarState.js';
import { statusOf } from '../../../src/core/policy/serviceStatus.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import { explainPage } from '../../../src/view/explainPage.js';
import { serviceRow } from '../../../src/view/rows/serviceRow.js';
import { decisionOf, signalOf } from '../support/signals.js';
import { replicas, serviceOfRecords } from '../support/stacks.js';

const now = 10_000_000;
const late = { evidence: 'stale', ageMs: 70_000, forMs: 3_600_000, problem: 'no answer within 5 s' } as const;

describe('a figure that has not come for a while', () => {
  const shown = (level: 'normal' | 'critical'): readonly string[] => {
    const signals = [signalOf('p95', 240, { ...late, level, source: 'Prometheus' })];
    const policy = { signals, decision: decisionOf(), againstFewer: [], decidedAt: now };
    const status = statusOf(serviceOfRecords(...replicas('backend', 1)), policy, bundledRunbook);
    const { tooltip } = serviceRow(status, new Map(), bundledRunbook, undefined, now);
    return [explainPage('team', status, bundledRunbook, noCalendars, now), tooltip, status.level];
  };

  it('is nowhere shown as normal: it is not known, and why', () => {
    const [page = '', tooltip = '', level] = shown('normal');
    const row = page.split('\n').find((line) => line.includes('p95') && line.includes('Prometheus')) ?? '';
    assert.match(row, /\*\*unknown\*\*, readings are late/);
    assert.doesNotMatch(row, /normal|60&nbsp;min|1&nbsp;h/);
    assert.match(page, /Not known, and why:\n\n- .*: no answer within 5 s/);
    assert.match(tooltip, /240 ms.*\$\(question\) unknown/);
    assert.equal(level, 'unknown');
  });

  it('is an alarm as before where it was one', () => {
    const [page = '', , level] = shown('critical');
    assert.match(page, /\*\*critical\*\*, readings are late/);
    assert.equal(level, 'critical');
  });
});
