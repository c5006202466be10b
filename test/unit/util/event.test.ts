import assert from 'node:assert/strict';
import { Emitter } from '../../../src/util/event.js';
import { uncaughtDuring } from '../app/support/uncaught.js';

describe('Emitter', () => {
  it('tells every listener, in the order in which they came', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    emitter.event((value) => heard.push(`a${value}`));
    emitter.event((value) => heard.push(`b${value}`));
    emitter.fire(1);
    emitter.fire(2);
    assert.deepEqual(heard, ['a1', 'b1', 'a2', 'b2']);
  });

  it('tells a listener that was added twice twice, and lets go of each', () => {
    const emitter = new Emitter<number>();
    let heard = 0;
    const listener = (): void => void (heard += 1);
    const once = emitter.event(listener);
    emitter.event(listener);
    emitter.fire(1);
    assert.equal(heard, 2);
    once.dispose();
    once.dispose();
    emitter.fire(2);
    assert.equal(heard, 3);
  });

  it('is not disturbed by listeners that come and go while it fires', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event(() => {
      heard.push('first');
      first.dispose();
      second.dispose();
      emitter.event(() => heard.push('late'));
    });
    const second = emitter.event(() => heard.push('second'));
    emitter.fire(1);
    assert.deepEqual(heard, ['first', 'second']);
    emitter.fire(2);
    assert.deepEqual(heard, ['first', 'second', 'late']);
  });

  it('keeps the bug of one listener from the others and from who fires, and reports it', async () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    const bug = new Error('a bug');
    emitter.event(() => {
      throw bug;
    });
    emitter.event((value) => heard.push(value));
    const uncaught = await uncaughtDuring(() => {
      emitter.fire(7);
      return Promise.resolve();
    });
    assert.deepEqual([heard, uncaught], [[7], [bug]]);
  });

  it('tells nobody after its end', () => {
    const emitter = new Emitter<number>();
    let heard = 0;
    emitter.event(() => void (heard += 1));
    emitter.dispose();
    emitter.fire(1);
    assert.equal(heard, 0);
  });
});
