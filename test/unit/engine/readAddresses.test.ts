import assert from 'node:assert/strict';
import { addressesOf } from '../../../src/engine/network/readAddresses.js';
import { recordedJson } from './recorded/recorded.js';

describe('addresses of a container', () => {
  for (const version of ['1.41', '1.45'])
    it(`are read from what API ${version} says`, () => {
      const [address = '', ...more] = addressesOf(recordedJson(`inspect-running-${version}.json`));
      assert.match(address, /^\d+\.\d+\.\d+\.\d+$/);
      assert.deepEqual(more, []);
      assert.deepEqual(
        addressesOf(recordedJson(`inspect-exited-${version}.json`)),
        [],
        'one that does not run has none',
      );
    });

  it('are those in all of its networks, of both kinds', () => {
    const Networks = {
      a: { IPAddress: '10.0.0.2', GlobalIPv6Address: 'fd00::2' },
      b: { IPAddress: '', GlobalIPv6Address: null },
      c: null,
      d: { IPAddress: 7 },
      e: { IPAddress: '10.1.0.2' },
    };
    assert.deepEqual(addressesOf({ NetworkSettings: { Networks } }), ['10.0.0.2', 'fd00::2', '10.1.0.2']);
    for (const none of [null, {}, { NetworkSettings: null }, { NetworkSettings: { Networks: 'all' } }])
      assert.deepEqual(addressesOf(none), []);
  });
});
