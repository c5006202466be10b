import assert from 'node:assert/strict';
import type { Refusal } from '../../../../../src/core/policy/decision.js';
import { bundledRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import {
  decisionSentence,
  recommendedWords,
  shortRecommendation,
} from '../../../../../src/view/words/policy/decisionWords.js';
import { reasonText } from '../../../../../src/view/words/policy/reasonWords.js';
import { refusalText } from '../../../../../src/view/words/operation/refusalWords.js';
import { decisionOf, recommendationOf, signalOf } from '../../../support/signals.js';

const now = 10_000_000;
const sentence = (changes: Parameters<typeof decisionOf>[0], service = 'pdf-worker'): string =>
  decisionSentence(service, decisionOf(changes), bundledRunbook, now);
const queue = signalOf('jobs-waiting', 263, { level: 'critical', forMs: 400_000 });

describe('decisionSentence', () => {
  it('says what to do, and why', () => {
    const recommendation = recommendationOf({ reasons: [{ reason: 'signal', signal: queue }] });
    assert.equal(
      sentence({ state: 'scale-now', cause: queue, recommendation }),
      'Scale PDF Worker to 6 now: 263 waiting jobs (> 200) for 7 min.',
    );
  });

  it('tells the states of the flowchart apart', () => {
    const warning = signalOf('jobs-waiting', 120, { level: 'warning' });
    assert.equal(sentence({}), 'PDF Worker needs no change.');
    assert.equal(
      sentence({ state: 'watching', cause: warning, forMs: 120_000 }),
      'Watch PDF Worker: 120 waiting jobs (50-200), for 2 min.',
    );
    assert.equal(
      sentence({ state: 'prepare', cause: warning, forMs: 360_000 }),
      'Prepare to scale PDF Worker: 120 waiting jobs (50-200), for 6 min.',
    );
  });

  it('says why nothing is recommended where something is wrong', () => {
    const refusals = [{ refusal: 'at-max', max: 50, until: undefined }] as const;
    assert.equal(
      sentence({ state: 'scale-now', cause: queue, refusals }),
      'PDF Worker needs help: 263 waiting jobs (> 200). Nothing is recommended: it has the maximum of 50 already.',
    );
  });

  it('says that it is recovering where the level only waits to be cleared', () => {
    const cause = { ...queue, value: 12, phase: 'recovering' } as const;
    const refusals = [{ refusal: 'in-tolerance', until: undefined }] as const;
    assert.equal(
      sentence({ state: 'scale-now', cause, refusals }),
      'PDF Worker is recovering: 12 waiting jobs (was > 200).',
    );
  });

  it('speaks of restarts and of the way down', () => {
    assert.equal(shortRecommendation(recommendationOf()), 'scale to 6');
    assert.equal(shortRecommendation(recommendationOf({ restartFirst: true, target: 3 })), 'restart');
    assert.equal(recommendedWords(recommendationOf()), 'recommended: 6');
    assert.equal(recommendedWords(recommendationOf({ restartFirst: true, target: 3 })), 'recommended: restart');
    assert.equal(recommendedWords(recommendationOf({ restartFirst: true })), 'recommended: restart, then 6');
    const down = recommendationOf({
      direction: 'down',
      from: 10,
      target: 5,
      reasons: [{ reason: 'calm', metric: 'cpuAverage', value: 12, below: 40, forMs: 1_860_000 }],
    });
    assert.equal(
      sentence({ state: 'scale-down-possible', recommendation: down }),
      'PDF Worker can go down to 5: CPU 12 %, below 40 % for 31 min.',
    );
  });

  it('lets no text from outside make a link, an icon or a line', () => {
    const [row] = bundledRunbook.matrix;
    assert.ok(row);
    const evil = { ...row, symptom: '[x](command:y)\n$(error)' };
    assert.equal(/\]\(|\$\(|\n/.test(reasonText({ reason: 'matrix', row: evil }, bundledRunbook, now)), false);
    const text = refusalText(
      { refusal: 'spike-expected', title: '[x](command:y)', at: now, count: 5, until: now },
      bundledRunbook,
      now,
    );
    assert.equal(text.includes(']('), false);
  });
});

describe('refusalText', () => {
  const cases: readonly (readonly [Refusal, string])[] = [
    [
      { refusal: 'connections', needed: 150, available: 100, raiseTo: 200, until: undefined },
      'another replica could open 150 of 100 database connections; raise the limit to 200, or make the pools smaller',
    ],
    [
      {
        refusal: 'not-long-enough',
        metric: 'cpuAverage',
        below: 40,
        heldMs: 600_000,
        holdMs: 1_800_000,
        until: now + 1_200_000,
      },
      'CPU has been below 40 % for 10 min of 30 min, for another 20 min',
    ],
    [{ refusal: 'business-hours', until: now + 3_600_000 }, 'these are business hours, for another 60 min'],
    [{ refusal: 'signal-unknown', metric: 'p95', until: undefined }, 'p95 is not known'],
    [
      { refusal: 'recent-deployment', at: now - 1_200_000, until: now + 2_400_000 },
      'it was deployed 20 min ago, for another 40 min',
    ],
  ];
  for (const [refusal, text] of cases)
    it(`has words with figures for ${refusal.refusal}`, () => {
      assert.equal(refusalText(refusal, bundledRunbook, now), text);
    });
});
