import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Slots } from '../../../../src/app/live/slots.js';
import { settle } from '../support/manualClock.js';

describe('slots for work side by side', () => {
  it('are never more than there are, are all used, and are given in order, whatever ends when', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.record({ fails: fc.boolean(), ends: fc.nat() }), { maxLength: 20 }),
        async (limit, works) => {
          const slots = new Slots(limit);
          const begun: number[] = [];
          const running: { readonly end: () => void }[] = [];
          const all = works.map(({ fails }, index) =>
            slots
              .run(
                () =>
                  new Promise<void>((resolve, reject) => {
                    begun.push(index);
                    running.push({ end: fails ? () => reject(new Error('failed')) : resolve });
                  }),
              )
              .catch(() => undefined),
          );
          for (const { ends } of works) {
            await settle();
            assert.equal(running.length, Math.min(limit, works.length - begun.length + running.length));
            const [one] = running.splice(ends % running.length, 1);
            one?.end();
          }
          await Promise.all(all);
          assert.deepEqual(
            begun,
            works.map((_, index) => index),
          );
        },
      ),
    );
  });

  it('are as many as before once everything has ended', async () => {
    const slots = new Slots(2);
    await Promise.all([1, 2, 3, 4, 5].map(() => slots.run(() => Promise.resolve())));
    let running = 0;
    for (let index = 0; index < 5; index++) void slots.run(() => new Promise<void>(() => (running += 1)));
    await settle();
    assert.equal(running, 2);
  });
});
