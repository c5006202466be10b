import assert from 'node:assert/strict';
import { countGuards } from '../../../../../src/core/scaling/guards/countGuards.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { planScale } from '../../../../../src/core/scaling/planScale.js';
import { targetMeaning, targetVerdict } from '../../../../../src/view/words/policy/targetWords.js';
import { factsOf, gib, roomOf } from '../../../support/guardedChanges.js';

describe('what a count means', () => {
  const facts = factsOf([], {
    host: roomOf({ availableBytes: 11.25 * gib }),
    database: { ok: true, value: { limit: 100, foreign: 0 } },
  });
  const meaning = (service: string, present: number, target: number): string => {
    const found = facts.stack.services.find(({ name }) => name === service) ?? assert.fail();
    const guards = countGuards(facts, planScale(facts.stack, bundledRunbook, found, target, 'auto', undefined));
    return `${targetVerdict(guards)}: ${targetMeaning(present, target, 'max 50', guards)}`;
  };

  it('is the memory that it needs, and the connections, of facts that were gathered once', () => {
    assert.match(meaning('pdf-worker', 3, 6), /^pass: 3 → 6 adds 3 replicas · needs 6 GiB, 11.3 GiB free · max 50$/);
    assert.match(
      meaning('backend', 1, 2),
      /^warn: .* · second Backend: 100 connections of 100, which leaves nothing of the 3/,
    );
    assert.match(
      meaning('backend', 1, 3),
      /^block: .* · third Backend: 150 connections of 100; raise the limit to 200/,
    );
  });

  it('is the more the higher the count, until it does not fit', () => {
    const verdicts = [4, 10, 30, 50].map((target) => meaning('pdf-worker', 3, target).split(':')[0]);
    assert.deepEqual([verdicts[0], verdicts.at(-1)], ['pass', 'block']);
  });
});
