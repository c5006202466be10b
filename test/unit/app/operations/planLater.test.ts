import assert from 'node:assert/strict';
import { PlanLater } from '../../../../src/app/operations/planLater.js';
import { ManualClock } from '../support/manualClock.js';

const minute = 60_000;

describe('a plan whose time has not come', () => {
  const setup = () => {
    const clock = new ManualClock();
    const told: string[] = [];
    const later = new PlanLater(clock);
    const remind = (what: string, minutes: number, as = what): void =>
      later.remind(what, clock.now() + minutes * minute, () => told.push(as));
    return { clock, later, told, remind };
  };

  it('is told of when it has, and once', async () => {
    const { clock, told, remind } = setup();
    remind('web', 12);
    await clock.advance(12 * minute - 1);
    assert.deepEqual(told, []);
    await clock.advance(1);
    assert.deepEqual(told, ['web']);
    await clock.advance(60 * minute);
    assert.deepEqual([told, clock.pending], [['web'], []]);
  });

  it('is told of at once where it has already', async () => {
    const { clock, told, remind } = setup();
    remind('web', -5);
    await clock.advance(1);
    assert.deepEqual(told, ['web']);
  });

  it('is told of by the last that was asked for, of each thing', async () => {
    const { clock, told, remind } = setup();
    remind('web', 5, 'earlier');
    remind('web', 10, 'later');
    remind('api', 7);
    await clock.advance(20 * minute);
    assert.deepEqual(told, ['api', 'later']);
  });

  it('is told of late rather than early after a sleep, and not at all once the window is gone', async () => {
    const { clock, later, told, remind } = setup();
    remind('web', 90);
    assert.deepEqual(
      clock.pending,
      [minute],
      'a timer that is too long would be over at once, and sleep with the machine',
    );
    await clock.advance(60 * minute);
    assert.deepEqual(told, []);
    later.dispose();
    await clock.advance(120 * minute);
    assert.deepEqual([told, clock.pending], [[], []]);
  });
});
