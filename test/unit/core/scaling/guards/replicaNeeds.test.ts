import assert from 'node:assert/strict';
import { bundledServices } from '../../../../../src/core/runbook/bundled/services.js';
import { replicaNeeds } from '../../../../../src/core/scaling/guards/replicaNeeds.js';
import { gib } from '../../../support/guardedChanges.js';

const worker = bundledServices.find(({ name }) => name === 'pdf-worker') ?? assert.fail();
const backend = bundledServices.find(({ name }) => name === 'backend') ?? assert.fail();
const use = { memoryBytes: gib / 4, cpus: 0.5 };
const memory = (...args: Parameters<typeof replicaNeeds>): number | undefined => replicaNeeds(...args).memoryBytes;
const none = { cpus: undefined, memoryBytes: undefined };

describe('replicaNeeds', () => {
  it("takes the runbook's figure for memory, and a limit below it", () => {
    assert.equal(memory(worker, none, use, 0), 2 * gib);
    assert.equal(memory(worker, { ...none, memoryBytes: gib / 2 }, use, 0), gib / 2);
    assert.equal(memory(worker, { ...none, memoryBytes: 4 * gib }, use, 0), 2 * gib);
    assert.equal(memory(worker, undefined, use, 0), 2 * gib);
  });

  it('takes the limit without a figure, and what is used without either', () => {
    assert.equal(memory(backend, { ...none, memoryBytes: gib }, use, 0), gib);
    assert.equal(memory(backend, none, use, 0), gib / 4);
    assert.equal(memory(undefined, undefined, { memoryBytes: undefined, cpus: undefined }, 0), undefined);
  });

  it('takes the CPU that is used, at most the limit, and does not take what is unknown for nothing', () => {
    const cpus = (limit: number | undefined, used: number | undefined): number | undefined =>
      replicaNeeds(undefined, { ...none, cpus: limit }, { ...use, cpus: used }, 0).cpus;
    assert.deepEqual(
      [cpus(undefined, 0.5), cpus(0.25, 0.5), cpus(1, 0.5), cpus(1, undefined)],
      [0.5, 0.25, 0.5, undefined],
    );
  });

  it('takes the files of a replica, at least 64 MiB, and does not take what is unknown for nothing', () => {
    const disk = (layer: number | undefined): number | undefined => replicaNeeds(undefined, none, use, layer).diskBytes;
    assert.deepEqual([disk(0), disk(gib), disk(undefined)], [64 * 1024 ** 2, gib, undefined]);
  });
});
