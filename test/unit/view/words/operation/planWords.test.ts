import assert from 'node:assert/strict';
import type { ScalerChoice } from '../../../../../src/core/scaling/scalerChoice.js';
import { shortName } from '../../../../../src/view/words/names.js';
import { planFailureText, planFailureWays } from '../../../../../src/view/words/operation/planFailureText.js';
import { planTitle, planVerb, scalerLine, stepLines } from '../../../../../src/view/words/operation/planWords.js';
import { targetMeaning, targetProblemText } from '../../../../../src/view/words/policy/targetWords.js';
import { createStep, servicePlan, stepOf } from '../../../support/plans.js';
import { linksIn } from '../../../support/workbenchText.js';

describe('planTitle and planVerb', () => {
  it('say from where to where', () => {
    const up = servicePlan({ title: 'PDF Worker' });
    assert.deepEqual([planTitle(up), planVerb(up)], ['Scale PDF Worker 3 → 6', 'Scale to 6']);
  });

  it('say that nothing but stopped replicas is started', () => {
    const same = servicePlan({ to: 3, steps: [stepOf('start', 2)] });
    assert.deepEqual([planTitle(same), planVerb(same)], ['Start what has stopped of web', 'Start 1 replica']);
  });

  it('say that replicas are restarted, and how many', () => {
    const restart = servicePlan({ kind: 'restart', to: 3, steps: [1, 2].map((number) => stepOf('restart', number)) });
    assert.deepEqual([planTitle(restart), planVerb(restart)], ['Restart web', 'Restart 2 replicas']);
  });
});

describe('stepLines', () => {
  it('has one line for each kind of step, naming the replicas', () => {
    const plan = servicePlan({
      steps: [stepOf('remove', 6), createStep(4), stepOf('start', 1), createStep(5), stepOf('restart', 2)],
    });
    assert.deepEqual(
      stepLines(plan).map(({ label }) => label),
      ['start 1: web-1', '+2: web-4 and web-5', '−1: web-6', 'restart 1: web-2'],
    );
    assert.match(stepLines(plan)[2]?.detail ?? '', /grace period.*anonymous volumes/);
    assert.deepEqual(stepLines(servicePlan({ steps: [] })), []);
  });

  it('is short where the replicas are many, and names no range that has others in it', () => {
    const row = [4, 5, 6, 7, 8].map((number) => createStep(number));
    assert.deepEqual(
      stepLines(servicePlan({ steps: row })).map(({ label }) => label),
      ['+5: web-4 to web-8'],
    );
    const scattered = [1, 3, 5, 7, 9].map((number) => stepOf('start', number));
    assert.doesNotMatch(stepLines(servicePlan({ steps: scattered }))[0]?.label ?? '', /web-1 to web-9/);
  });
});

describe('scalerLine', () => {
  const choices: readonly (readonly [ScalerChoice, RegExp])[] = [
    [
      { kind: 'replicate', because: 'copies', source: 'shop-web-3' },
      /^replicate: copies web-3, touches no other service$/,
    ],
    [{ kind: 'replicate', because: 'creates-none' }, /^replicate: .*no other service$/],
    [{ kind: 'compose', because: 'setting' }, /^compose: .*scalebook\.scaler/],
    [{ kind: 'compose', because: 'nothing-to-copy' }, /^compose: there is no replica to copy/],
    [{ kind: 'none', because: 'setting', composeProblem: 'x' }, /^none: /],
    [{ kind: 'none', because: 'nothing-to-copy', composeProblem: 'x' }, /^none: /],
  ];
  for (const [choice, words] of choices) {
    it(`says which way and why: ${choice.kind}, ${choice.because}`, () => {
      assert.match(scalerLine(choice, 'shop'), words);
    });
  }
});

describe('shortName', () => {
  it('leaves the project out, and other names as they are', () => {
    assert.equal(shortName('shop-pdf-worker-4', 'shop'), 'pdf-worker-4');
    assert.equal(shortName('shop_web_4', 'shop'), 'web_4');
    assert.equal(shortName('the-one', 'shop'), 'the-one');
    assert.equal(shortName('shopping-web-1', 'shop'), 'shopping-web-1');
  });
});

describe('planFailureText', () => {
  const failure = { reason: 'timed-out', address: 'tcp://prod:2376', detail: '' } as const;
  const evil = '[x](command:y)';

  it('says why there is no plan, that nothing was changed, and what to do', () => {
    assert.match(
      planFailureText({ reason: 'engine', failure }),
      /^tcp:\/\/prod:2376 did not answer in time\. Nothing was changed\. Check whether the engine hangs/,
    );
    assert.match(
      planFailureText({ reason: 'no-stack', stack: 'compose:shop' }),
      /no stack shop on this engine any more\. Nothing was changed/,
    );
    assert.match(planFailureText({ reason: 'no-service', service: 'web' }), /no service web\. Nothing was changed/);
  });

  it('has a button for what it says to do', () => {
    assert.deepEqual(planFailureWays({ reason: 'engine', failure }), ['Try Again', 'Show Output']);
    assert.deepEqual(planFailureWays({ reason: 'no-stack', stack: 'shop' }), ['Refresh', 'Choose Context']);
    assert.deepEqual(planFailureWays({ reason: 'no-service', service: 'web' }), ['Open Sidebar', 'Try Again']);
  });

  it('lets no name make a link', () => {
    const texts = [
      planFailureText({ reason: 'engine', failure: { reason: 'refused', address: evil, detail: evil } }),
      planFailureText({ reason: 'no-stack', stack: evil }),
      planFailureText({ reason: 'no-service', service: evil }),
    ];
    assert.deepEqual(texts.flatMap(linksIn), []);
  });
});

describe('targetWords', () => {
  it('says what a target means from where the service is', () => {
    assert.equal(targetMeaning(3, 6, 'min 2 · max 50'), '3 → 6 adds 3 replicas · min 2 · max 50');
    assert.equal(targetMeaning(3, 2, 'min 2'), '3 → 2 removes 1 replica · min 2');
    assert.equal(targetMeaning(3, 3, 'min 2'), '3 now · min 2');
  });

  it('says what is wrong with a target', () => {
    assert.equal(targetProblemText({ reason: 'above-max', max: 50 }), 'Above the maximum of 50');
    assert.equal(targetProblemText({ reason: 'below-min', min: 2 }), 'Below the minimum of 2');
    assert.match(targetProblemText({ reason: 'not-a-number' }), /whole number/);
  });
});
