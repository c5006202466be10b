import assert from 'node:assert/strict';
import { changingGuards } from '../../../../../src/core/scaling/guards/changingGuard.js';
import type { ReplicaState } from '../../../../../src/core/stack/replica.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { serviceOfRecords } from '../../../support/stacks.js';

const serviceIn = (state: ReplicaState, health: 'healthy' | 'starting' = 'healthy') =>
  serviceOfRecords(containerRecord('web', 1), containerRecord('web', 2, { state, health }));
const replicas = ['shop-web-2'];

describe('changingGuards', () => {
  it('has nothing to say of a service that rests', () => {
    assert.deepEqual(changingGuards(serviceIn('running'), undefined, true), []);
    assert.deepEqual(changingGuards(serviceIn('exited'), undefined, true), []);
    assert.deepEqual(changingGuards(undefined, undefined, true), []);
  });

  it('blocks while somebody holds the service, and says who', () => {
    const expected = [{ guard: 'changing', verdict: 'block', found: 'operation', holder: '/srv/other' }];
    assert.deepEqual(changingGuards(serviceIn('running'), '/srv/other', false), expected);
    assert.equal(changingGuards(undefined, '', true)[0]?.verdict, 'block');
  });

  it('blocks while a replica is being removed, whatever the direction', () => {
    for (const up of [true, false])
      assert.deepEqual(changingGuards(serviceIn('removing'), undefined, up), [
        { guard: 'changing', verdict: 'block', found: 'removing', replicas },
      ]);
  });

  it('blocks more of what cannot stay up, and only warns where it is taken away', () => {
    const verdicts = [true, false].map((up) => changingGuards(serviceIn('restarting'), undefined, up));
    assert.deepEqual(verdicts, [
      [{ guard: 'changing', verdict: 'block', found: 'restarting', replicas }],
      [{ guard: 'changing', verdict: 'warn', found: 'restarting', replicas }],
    ]);
  });

  it('warns while a replica is still starting', () => {
    assert.deepEqual(changingGuards(serviceIn('running', 'starting'), undefined, true), [
      { guard: 'changing', verdict: 'warn', found: 'starting', replicas },
    ]);
  });
});
