import assert from 'node:assert/strict';
import { targetsOf } from '../../../../../src/core/operation/plan/targetsOf.js';
import { defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { replicas, stackOf } from '../../../support/stacks.js';

describe('the services that a request names', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'web'])
    it(`have their counts by their own names, ${name} too`, () => {
      const stack = stackOf(...replicas(name, 2));
      const counts = (request: object): readonly unknown[] => {
        const found = targetsOf(stack, defaultRunbook, { kind: 'scale', stackId: stack.id, counts: {}, ...request });
        return found.ok ? found.value.targets.map(({ service, count }) => [service.name, count]) : [found.error];
      };
      const own = (count: number): object => Object.fromEntries([[name, count]]);
      assert.deepEqual(counts({ counts: own(5) }), [[name, 5]]);
      assert.deepEqual(counts({ changes: own(1) }), [[name, 3]]);
      assert.deepEqual(counts({ restart: [name] }), []);
    });
});
