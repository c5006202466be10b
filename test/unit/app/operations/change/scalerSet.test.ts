import assert from 'node:assert/strict';
import { ScalerSet } from '../../../../../src/app/operations/change/scalerSet.js';
import type { Scaler } from '../../../../../src/app/operations/ports.js';
import type { ScalerChoice } from '../../../../../src/core/scaling/scalerChoice.js';
import { ok } from '../../../../../src/util/result.js';

describe('the scalers', () => {
  const choices: readonly (readonly [ScalerChoice, string])[] = [
    [{ kind: 'replicate', because: 'copies', source: 'web-1' }, 'replicate'],
    [{ kind: 'replicate', because: 'creates-none' }, 'replicate'],
    [{ kind: 'compose', because: 'setting' }, 'compose'],
    [{ kind: 'swarm', because: 'swarm-service' }, 'swarm'],
  ];
  for (const [choice, expected] of choices) {
    it(`are made only when needed: ${expected} for ${choice.kind} because ${choice.because}`, async () => {
      const made: string[] = [];
      const scaler: Scaler = { apply: () => Promise.resolve(ok(undefined)) };
      const make = (kind: string) => () => {
        made.push(kind);
        return Promise.resolve({ ...scaler, whyNot: () => Promise.resolve(undefined) });
      };
      const set = new ScalerSet(make('replicate'), make('compose'), make('swarm'));
      assert.deepEqual(made, []);
      await set.of(choice);
      assert.deepEqual(made, [expected]);
    });
  }
});
