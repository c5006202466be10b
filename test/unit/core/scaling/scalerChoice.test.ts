import assert from 'node:assert/strict';
import { chooseScaler, chooseSource } from '../../../../src/core/scaling/scalerChoice.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { containerRecord } from '../../support/containerRecord.js';
import { serviceOfRecords } from '../../support/stacks.js';

const source = serviceOfRecords(containerRecord('web', 3)).replicas[0];
const problem = 'there is no docker compose here';

describe('chooseScaler', () => {
  it('copies a replica where there is one', () => {
    const copies = { kind: 'replicate', because: 'copies', source: 'shop-web-3' };
    assert.deepEqual(chooseScaler('auto', true, source, undefined), copies);
    assert.deepEqual(chooseScaler('auto', true, source, problem), copies);
    assert.deepEqual(chooseScaler('replicate', true, source, problem), copies);
  });

  it('needs no Compose to start and remove', () => {
    const createsNone = { kind: 'replicate', because: 'creates-none' };
    assert.deepEqual(chooseScaler('auto', false, undefined, problem), createsNone);
    assert.deepEqual(chooseScaler('replicate', false, undefined, undefined), createsNone);
  });

  it('lets Compose make the first replica where it can', () => {
    assert.deepEqual(chooseScaler('auto', true, undefined, undefined), { kind: 'compose', because: 'nothing-to-copy' });
    assert.deepEqual(chooseScaler('auto', true, undefined, problem), {
      kind: 'none',
      because: 'nothing-to-copy',
      composeProblem: problem,
    });
  });

  it('does not turn to Compose where the setting forbids it', () => {
    assert.deepEqual(chooseScaler('replicate', true, undefined, undefined), {
      kind: 'none',
      because: 'nothing-to-copy',
      composeProblem: '',
    });
  });

  it('takes Compose for everything where the setting asks it', () => {
    for (const creates of [true, false]) {
      assert.deepEqual(chooseScaler('compose', creates, source, undefined), { kind: 'compose', because: 'setting' });
      assert.deepEqual(chooseScaler('compose', creates, source, problem), {
        kind: 'none',
        because: 'setting',
        composeProblem: problem,
      });
    }
  });
});

describe('chooseSource', () => {
  const chosen = (...changes: readonly Partial<ContainerRecord>[]): number | undefined =>
    chooseSource(
      serviceOfRecords(
        ...changes.map((change, index) => containerRecord('web', index + 1, { createdAt: index, ...change })),
      ).replicas,
    )?.number;

  it('takes the newest that is ready', () => {
    assert.equal(chosen({}, {}, {}), 3);
    assert.equal(chosen({ createdAt: 10 }, {}, {}), 1);
  });

  it('prefers one that serves to a newer one that does not', () => {
    assert.equal(chosen({}, {}, { health: 'unhealthy' }), 2);
    assert.equal(chosen({}, { health: 'none', healthCheck: undefined }, { health: 'starting' }), 2);
    assert.equal(chosen({}, {}, { state: 'exited', exitCode: 1 }), 2);
  });

  it('takes one that at least runs, then one that has stopped', () => {
    assert.equal(chosen({ health: 'unhealthy' }, { state: 'exited', exitCode: 1 }), 1);
    assert.equal(chosen({ state: 'exited', exitCode: 1 }, { state: 'created' }), 2);
    assert.equal(chosen({ state: 'paused' }), 1);
  });

  it('takes the lowest number of one age', () => {
    assert.equal(chosen({ createdAt: 5 }, { createdAt: 5 }), 1);
  });

  it('has nothing to copy in what is dead or on its way out', () => {
    assert.equal(chosen({ state: 'dead' }, { state: 'removing' }), undefined);
    assert.equal(chooseSource([]), undefined);
  });
});
