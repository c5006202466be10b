import assert from 'node:assert/strict';
import { LiveStore } from '../../../../src/app/live/liveStore.js';
import { VerificationKeeper } from '../../../../src/app/verification/verificationKeeper.js';
import type { JournalEvent } from '../../../../src/core/operation/journalEvent.js';
import type { Verification } from '../../../../src/core/verification/verificationRun.js';
import { checkOf, made, plannedCheck, verificationWith } from '../../support/verifications.js';
import { ManualClock } from '../support/manualClock.js';

const waiting = verificationWith([{ phase: 'waiting', planned: plannedCheck('alerts', '') }], { endedAt: undefined });
const ended = verificationWith(made(checkOf('alerts', 'fail', '')));

function setup() {
  const store = new LiveStore();
  const events: JournalEvent[] = [];
  const warnings: string[] = [];
  const lost: string[] = [];
  let trouble: Error | undefined;
  const journal = {
    record: (event: JournalEvent): Promise<void> => {
      if (trouble) return Promise.reject(trouble);
      events.push(event);
      return Promise.resolve();
    },
  };
  const log = { info: () => undefined, warn: (line: string) => void warnings.push(line) };
  const keeper = new VerificationKeeper(journal, store, new ManualClock(), log, {
    tell: (what, error) => void lost.push(`${what.lost}: ${String(error)}`),
  });
  const show = (...verifications: readonly Verification[]): void => store.update({ verifications });
  return { store, events, warnings, lost, keeper, show, break: (error: Error) => (trouble = error) };
}

const verified = (events: readonly JournalEvent[]): readonly string[] =>
  events.flatMap((event) =>
    event.event === 'verified' ? event.verification.checks.map(({ verdict }) => `${event.operation} ${verdict}`) : [],
  );

describe('VerificationKeeper', () => {
  it('writes down one that has run here, once, under its own id', () => {
    const { events, show, store } = setup();
    show(waiting);
    show(ended);
    store.update({ operations: [] });
    show(ended, verificationWith([], { id: 'older' }));
    assert.deepEqual(verified(events), ['v-1 fail']);
  });

  it('writes it down for its operation', () => {
    const { events, show } = setup();
    const request = { ...ended.request, operation: 'op-7' };
    show({ ...waiting, request });
    show({ ...ended, request });
    assert.deepEqual(verified(events), ['op-7 fail']);
  });

  it('writes down nothing that the journal has told, until a check of it was made anew', () => {
    const { events, show } = setup();
    show(ended);
    assert.deepEqual(events, []);
    show({ ...ended, checks: [{ phase: 'running', planned: plannedCheck('alerts', '') }] });
    show({ ...ended, checks: made(checkOf('alerts', 'pass', '')) });
    assert.deepEqual(verified(events), ['v-1 pass']);
  });

  it('keeps none in mind that is shown no longer', () => {
    const { events, show } = setup();
    show(waiting);
    show();
    // Whoever shows it again has it from the journal.
    show(ended);
    assert.deepEqual(verified(events), []);
  });

  it('says so when it cannot be written, and goes on', async () => {
    const { events, show, warnings, lost, break: fail } = setup();
    fail(new Error('no room'));
    show(waiting);
    show(ended);
    await new Promise((resolve) => setTimeout(resolve, 0));
    assert.deepEqual(events, []);
    assert.deepEqual(lost, ['verification: Error: no room']);
    assert.match(warnings.join(), /verification of shop could not be written down: no room/);
  });

  it('ends with the window', () => {
    const { events, show, keeper } = setup();
    show(waiting);
    keeper.dispose();
    show(ended);
    assert.deepEqual(events, []);
  });
});
