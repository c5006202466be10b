import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEvent } from '../../../../../src/core/operation/applyEvent.js';
import type { JournalEvent } from '../../../../../src/core/operation/journalEvent.js';
import type { Operation } from '../../../../../src/core/operation/operation.js';
import { readJournal } from '../../../../../src/core/operation/journal/readJournal.js';
import { verificationOf } from '../../../../../src/core/verification/keptVerification.js';
import type { Verification } from '../../../../../src/core/verification/verificationRun.js';
import { checkOf, made, verificationWith } from '../../../support/verifications.js';
import { anyJournal, anyStarted } from './anyEvent.js';

const lines = (events: readonly unknown[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join('');

/** What the live state would have come to, told of each event. */
function told(events: readonly JournalEvent[]): readonly Operation[] {
  let operations: readonly Operation[] = [];
  for (const event of events) {
    const known = operations.find(({ id }) => id === event.operation);
    const next = applyEvent(known, event);
    if (next) operations = known ? operations.map((each) => (each === known ? next : each)) : [next, ...operations];
  }
  return operations;
}

/** Each verification as it was last written. */
function verified(events: readonly JournalEvent[]): readonly Verification[] {
  const last = new Map<string, Verification>();
  for (const event of events)
    if (event.event === 'verified') last.set(event.verification.id, verificationOf(event.verification));
  return [...last.values()];
}
const byId = (verifications: readonly Verification[]): readonly Verification[] =>
  [...verifications].sort((a, b) => a.id.localeCompare(b.id));

const started = (operation: string): JournalEvent => {
  const [event] = fc.sample(anyStarted(operation), { numRuns: 1, seed: 7 });
  assert.ok(event);
  return event;
};
const note = (operation: string, text = 'seen'): JournalEvent => ({ operation, at: 1, event: 'note', by: 'me', text });

describe('readJournal', () => {
  it('reads what was written, whatever is in it', () => {
    fc.assert(
      fc.property(anyJournal, (events) => {
        const { operations, verifications, problems } = readJournal(lines(events));
        assert.deepEqual(problems, []);
        assert.deepEqual(operations, told(events));
        assert.deepEqual(byId(verifications), byId(verified(events)));
      }),
      { numRuns: 300 },
    );
  });

  it('reads any beginning of its bytes as the operations of the whole lines, and tells of the torn one', () => {
    fc.assert(
      fc.property(anyJournal, fc.nat(), (events, cut) => {
        const bytes = new TextEncoder().encode(lines(events));
        const part = bytes.slice(0, cut % (bytes.length + 1));
        const { operations, problems } = readJournal(new TextDecoder().decode(part));
        const ends = part.filter((byte) => byte === 10).length;
        assert.deepEqual(operations, told(events.slice(0, ends)));
        const torn = part.length > 0 && part.at(-1) !== 10;
        assert.deepEqual(problems, torn ? [{ line: ends + 1, what: 'torn' }] : []);
      }),
      { numRuns: 500 },
    );
  });

  it('loses one line alone to what is wrong with it, and says which', () => {
    const good = [started('a'), note('a', 'one'), note('a', 'two')].map((event) => JSON.stringify(event));
    const [begin = '', first = '', second = ''] = good;
    const text = [begin, 'garbage', first, '{"half": ', '[1]', '"text"', 'null', '{}', '', '  ', second, ''].join('\n');
    const { operations, problems } = readJournal(text);
    assert.deepEqual(
      operations[0]?.notes.map((each) => each.text),
      ['one', 'two'],
    );
    assert.deepEqual(
      problems,
      [2, 4, 5, 6, 7, 8].map((line) => ({ line, what: 'unreadable' })),
    );
  });

  it('passes over what a newer version has written, and counts it', () => {
    const { operations, problems } = readJournal(
      lines([started('a'), { operation: 'a', at: 5, event: 'approved', by: 'x' }, note('a')]),
    );
    assert.equal(operations[0]?.notes.length, 1);
    assert.deepEqual(problems, [{ line: 2, what: 'of-another-version' }]);
  });

  it('keeps an operation of which a newer version has looked at more, without that', () => {
    const event = started('a');
    assert.equal(event.event, 'started');
    const guards = [
      { title: undefined, guard: { guard: 'of-tomorrow', verdict: 'block', moon: 'full' } },
      { title: 'Web', guard: { guard: 'in-runbook', verdict: 'block' } },
    ];
    const { operations, problems } = readJournal(lines([{ ...event, plan: { ...event.plan, guards }, mood: 'good' }]));
    assert.deepEqual(problems, []);
    assert.deepEqual(operations[0]?.plan.guards, guards.slice(1));
    assert.ok(!('mood' in (operations[0] ?? {})));
  });

  it('takes what JSON has no number for as not known', () => {
    const figure = { metric: 'cpu', title: 'CPU', unit: 'percent', value: NaN, level: 'unknown' };
    const service = { service: 'w', title: 'W', replicas: 1, ready: 1, level: 'normal', figures: [figure] };
    const { operations } = readJournal(lines([{ ...started('a'), before: { at: 1, services: [service] } }]));
    assert.deepEqual(operations[0]?.before?.services[0]?.figures, [
      { ...figure, value: undefined, isDemand: undefined },
    ]);
  });

  it('refuses figures that nothing can be done with', () => {
    const wrong = [
      { ...note('a'), at: -1 },
      { ...note('a'), at: 1e300 },
      { ...note('a'), at: '2026' },
      { ...note('a'), text: 7 },
      { operation: 'a', at: 1, event: 'stage-ended', stage: -1, phase: 'done' },
      { operation: 'a', at: 1, event: 'stage-ended', stage: 0.5, phase: 'done' },
      { operation: 'a', at: 1, event: 'stage-ended', stage: 0, phase: 'toString' },
      { operation: 'a', at: 1, event: 'stage-begun', stage: 0, until: {} },
    ];
    const { problems } = readJournal(lines([started('a'), ...wrong]));
    assert.deepEqual(
      problems.map(({ line }) => line),
      wrong.map((_, index) => index + 2),
    );
  });

  it('lets a name that every object has be a name like others, and changes no prototype', () => {
    const text =
      '{"__proto__":{"polluted":1},"operation":"__proto__","at":1,"event":"note","by":"x","text":"y"}\n' +
      '{"operation":"a","at":1,"event":"__proto__"}\n' +
      '{"operation":"a","at":1,"event":"constructor"}\n';
    const { operations, problems } = readJournal(text);
    assert.deepEqual(operations, []);
    assert.deepEqual(
      problems.map(({ what }) => what),
      ['of-another-version', 'of-another-version'],
    );
    assert.equal(({} as { polluted?: number }).polluted, undefined);
  });

  describe('of verifications', () => {
    const { endedAt = 0, ...rest } = verificationWith([]);
    const line = (id: string, changes: object = {}, operation = id): unknown => ({
      operation,
      at: 5,
      event: 'verified',
      verification: { ...rest, id, endedAt, checks: [checkOf('alerts', 'fail', '')], ...changes },
    });

    it('gives an operation what its last one came to, and the evidence beside', () => {
      const anew = line('v-1', { checks: [checkOf('alerts', 'pass', '')] }, 'a');
      const { operations, verifications } = readJournal(lines([started('a'), line('v-1', {}, 'a'), line('v-2'), anew]));
      assert.deepEqual(
        [operations[0]?.verified?.verificationId, operations[0]?.verified?.verdict, verifications.length],
        ['v-1', 'pass', 2],
      );
      assert.deepEqual(verifications.find(({ id }) => id === 'v-1')?.checks, made(checkOf('alerts', 'pass', '')));
    });

    it('keeps the newest hundred, newest first', () => {
      const all = Array.from({ length: 130 }, (_, index) => line(`v-${index}`, { startedAt: index }));
      const { verifications } = readJournal(lines(all));
      assert.deepEqual([verifications.length, verifications[0]?.id, verifications.at(-1)?.id], [100, 'v-129', 'v-30']);
    });

    it('loses one with a check of another version as a whole, and nothing else', () => {
      const ofTomorrow = { ...checkOf('alerts'), kind: 'moon-phase' };
      const { operations, verifications, problems } = readJournal(
        lines([started('a'), line('v-1', { checks: [checkOf('alerts'), ofTomorrow] }, 'a'), line('v-2'), note('a')]),
      );
      assert.deepEqual(problems, [{ line: 2, what: 'of-another-version' }]);
      assert.deepEqual([operations[0]?.verified, operations[0]?.notes.length], [undefined, 1]);
      assert.deepEqual(
        verifications.map(({ id }) => id),
        ['v-2'],
      );
    });

    it('leaves out evidence that it does not know, and keeps the verdict', () => {
      const facts = [{ of: 'x', verdict: 'fail', unit: 'parsecs', boundIs: 'below', said: '' }];
      const { verifications, problems } = readJournal(
        lines([line('v-1', { checks: [{ ...checkOf('alerts', 'fail'), facts }] })]),
      );
      assert.deepEqual(problems, []);
      const [item] = verifications[0]?.checks ?? [];
      assert.ok(item?.phase === 'made');
      assert.deepEqual([item.check.verdict, item.check.facts], ['fail', []]);
    });

    it('refuses one that nothing can be done with', () => {
      const wrong = [
        line('v 1', {}, 'a'),
        line('v-1', { endedAt: undefined }),
        line('v-1', { checks: [{ ...checkOf('alerts'), verdict: 'fine' }] }),
        line('v-1', { checks: {} }),
        line('v-1', { request: { stackId: 'x', services: [], pace: 'slow' } }),
      ];
      const { verifications, problems } = readJournal(lines(wrong));
      assert.deepEqual(verifications, []);
      assert.deepEqual(
        problems.map(({ what }) => what),
        wrong.map(() => 'unreadable'),
      );
    });
  });

  it('keeps the newest operations of a long journal, with all that was written of them', () => {
    const events = Array.from({ length: 700 }, (_, index) => [started(`o${index}`), note(`o${index}`)]).flat();
    const { operations } = readJournal(lines(events));
    assert.equal(operations.length, 500);
    assert.deepEqual([operations[0]?.id, operations.at(-1)?.id], ['o699', 'o200']);
    assert.ok(operations.every(({ notes }) => notes.length === 1));
  });

  it('keeps a bounded part of a file of 100 MB, whatever is in it', function () {
    this.timeout(60_000);
    const whole = lines([started('a'), note('a')]);
    const kinds = ['\n', '{}\n', `${'{"a":'.repeat(50)}\n`, whole];
    for (const kind of kinds) {
      const text = kind.repeat(100e6 / kind.length);
      const { operations, problems } = readJournal(text);
      assert.ok(operations.length <= 500 && problems.length <= 1000);
    }
  });
});
