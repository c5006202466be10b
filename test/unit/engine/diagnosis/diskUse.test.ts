import assert from 'node:assert/strict';
import { toDiskUse } from '../../../../src/engine/diagnosis/diskUse.js';

const nothing = {
  imagesBytes: undefined,
  stoppedBytes: undefined,
  volumesBytes: undefined,
  buildCacheBytes: undefined,
};

describe('toDiskUse', () => {
  it('adds up what nothing uses, and what images share with others once for none of them', () => {
    const use = toDiskUse({
      Images: [
        { Containers: 0, Size: 900, SharedSize: 200 },
        { Containers: 0, Size: 50, SharedSize: -1 },
        { Containers: 2, Size: 7000, SharedSize: 200 },
        { Containers: -1, Size: 3000, SharedSize: -1 },
      ],
      Containers: [
        { State: 'exited', SizeRw: 11 },
        { State: 'running', SizeRw: 500 },
        { State: 'dead', SizeRw: 4 },
        { State: 'exited' },
      ],
      Volumes: [
        { UsageData: { RefCount: 0, Size: 60 } },
        { UsageData: { RefCount: 1, Size: 600 } },
        { UsageData: { RefCount: 0, Size: -1 } },
        { UsageData: null },
      ],
      BuildCache: [
        { Size: 30, InUse: false, Shared: false },
        { Size: 300, InUse: true, Shared: false },
        { Size: 3000, InUse: false, Shared: true },
      ],
    });
    assert.deepEqual(use, { imagesBytes: 750, stoppedBytes: 15, volumesBytes: 60, buildCacheBytes: 30 });
  });

  it('takes nothing for nothing, and what is not told for unknown', () => {
    assert.deepEqual(toDiskUse({ Images: [], Containers: [], Volumes: [], BuildCache: [] }), {
      imagesBytes: 0,
      stoppedBytes: 0,
      volumesBytes: 0,
      buildCacheBytes: 0,
    });
    for (const answer of [undefined, 7, 'x', {}, { Images: 'many', Volumes: null }])
      assert.deepEqual(toDiskUse(answer), nothing, JSON.stringify(answer));
  });
});
