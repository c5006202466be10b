import assert from 'node:assert/strict';
import { Demand } from '../../../../src/app/live/demand.js';

function setup() {
  const demand = new Demand();
  const told: boolean[] = [];
  demand.onDidChange(() => told.push(demand.wanted));
  return { demand, told };
}

describe('demand', () => {
  it('lasts as long as one lease is held', () => {
    const { demand, told } = setup();
    const [first, second] = [demand.acquire(), demand.acquire()];
    first.dispose();
    assert.equal(demand.wanted, true);
    second.dispose();
    assert.equal(demand.wanted, false);
    assert.deepEqual(told, [true, true, true, false]);
  });

  it('counts a lease that is let go of twice once', () => {
    const { demand, told } = setup();
    const [first] = [demand.acquire(), demand.acquire()];
    first.dispose();
    first.dispose();
    assert.equal(demand.wanted, true);
    assert.equal(told.length, 3);
  });

  it('tells leases of the same interval apart', () => {
    const { demand } = setup();
    const [first] = [demand.acquire(5000), demand.acquire(5000)];
    first.dispose();
    assert.deepEqual([demand.wanted, demand.intervalMs], [true, 5000]);
  });

  it('goes by the shortest interval that is still asked for', () => {
    const { demand } = setup();
    demand.acquire(15_000);
    const eager = demand.acquire(2000);
    demand.acquire();
    assert.equal(demand.intervalMs, 2000);
    eager.dispose();
    assert.equal(demand.intervalMs, 15_000);
  });
});
