import assert from 'node:assert/strict';
import { endsIn } from '../../../../src/engine/diagnosis/containerEnds.js';

const event = (Action: 'start' | 'oom' | 'die', time: number, id = 'a', exitCode?: string) => ({
  Action,
  Actor: { ID: id, Attributes: exitCode === undefined ? {} : { exitCode } },
  time,
});

const told = (...events: readonly ReturnType<typeof event>[]) =>
  endsIn(events).map(({ containerId, at, exitCode, isForMemory }) => [containerId, at, exitCode, isForMemory]);

describe('endsIn', () => {
  it('counts one end for the many times that the kernel tells of it', () => {
    assert.deepEqual(
      told(event('start', 1), event('oom', 2), event('oom', 2), event('oom', 3), event('die', 3, 'a', '137')),
      [['a', 3000, 137, true]],
    );
  });

  it('knows one by what comes just after it', () => {
    assert.deepEqual(told(event('die', 3, 'a', '137'), event('oom', 3), event('start', 4), event('die', 9, 'a', '0')), [
      ['a', 3000, 137, true],
      ['a', 9000, 0, false],
    ]);
  });

  it('knows a kill in a container that goes on, once', () => {
    assert.deepEqual(told(event('start', 1), event('oom', 5), event('oom', 6)), [['a', 5000, undefined, true]]);
  });

  it('keeps containers apart, and its order', () => {
    assert.deepEqual(
      told(event('oom', 2, 'a'), event('die', 3, 'b', '1'), event('die', 4, 'a', '137'), event('die', 2, 'c', 'x')),
      [
        ['c', 2000, undefined, false],
        ['b', 3000, 1, false],
        ['a', 4000, 137, true],
      ],
    );
  });
});
