import assert from 'node:assert/strict';
import { underOperation } from '../../../../src/core/operation/run/underOperation.js';
import { decideStack } from '../../../../src/core/policy/decideStack.js';
import { noCalendars } from '../../../../src/core/policy/schedule/calendarState.js';
import { emptyServiceMemory } from '../../../../src/core/policy/serviceMemory.js';
import { parseRunbook } from '../../../../src/core/runbook/file/parseRunbook.js';
import { liveState, now, readingsOf, replicas } from '../../support/stacks.js';

const minuteMs = 60_000;

const file = `
services: { mailer: {} }
metrics:
  - { id: held, group: memory, unit: percent, sources: [{ from: docker, figure: memoryAverage }] }
  - { id: leak, group: memory, unit: percentPerHour, sources: [{ from: docker, figure: memoryGrowth }] }
rules: [{ metric: leak, warning: 5, critical: 10 }]
`;

describe('memory growth in a runbook file of its own', () => {
  it('is taken from the memory that the file measures, whatever it calls it', () => {
    const { runbook = assert.fail('no runbook') } = parseRunbook(file);
    const records = replicas('mailer', 1, { startedAt: now - 10 * 60 * minuteMs });
    const [stack = assert.fail('no stack')] = liveState(records).snapshot?.stacks ?? [];
    const tauMs = 3600 * minuteMs;
    const hour = Array.from({ length: 240 }, (_, index) => {
      const minutesAgo = 60 - index / 4;
      return { tauMs: tauMs - minutesAgo * minuteMs, value: 40 + (60 - minutesAgo) / 10 };
    });
    const [decided] = decideStack({
      ...{ stack, runbook, readings: readingsOf(records), readingIntervalMs: 5000, figures: new Map() },
      ...{ changes: [], underOperation: underOperation([], ''), calendar: noCalendars, now },
      axis: { tauMs, monoMs: 0, wallMs: now, suspectUntilTauMs: undefined },
      memoryOf: () => ({ ...emptyServiceMemory, histories: { held: hour } }),
    });
    const leak = decided?.policy.signals.find(({ metric }) => metric.id === 'leak');
    // 6 points in the hour, of 40.
    assert.ok(leak?.value !== undefined && Math.abs(leak.value - 15) < 0.5, `${leak?.value}: ${leak?.problem}`);
    assert.equal(leak.level, 'critical');
  });
});
