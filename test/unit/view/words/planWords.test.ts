import assert from 'node:assert/strict';
import type { Guard } from '../../../../src/core/scaling/guards.js';
import type { ScalerChoice } from '../../../../src/core/scaling/scalerChoice.js';
import { shortName } from '../../../../src/view/words/names.js';
import { planFailureText } from '../../../../src/view/words/planFailureText.js';
import { guardText, planTitle, planVerb, scalerLine, stepLines } from '../../../../src/view/words/planWords.js';
import { targetMeaning, targetProblemText } from '../../../../src/view/words/targetWords.js';
import { createStep, servicePlan, stepOf } from '../../support/plans.js';
import { linksIn } from '../../support/workbenchText.js';

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

describe('guardText', () => {
  const guards: readonly (readonly [Guard, RegExp])[] = [
    [{ guard: 'limits', verdict: 'pass', target: 6, min: 2, max: 50 }, /^6 is within 2 to 50$/],
    [{ guard: 'limits', verdict: 'block', target: 60, min: 2, max: 50 }, /^60 is outside 2 to 50/],
    [{ guard: 'in-runbook', verdict: 'block' }, /does not name this service/],
    [{ guard: 'host-ports', verdict: 'pass', ports: [] }, /^No fixed host port$/],
    [
      { guard: 'host-ports', verdict: 'block', ports: [80] },
      /^Host port 80 can be held by one replica only; publish a range/,
    ],
    [{ guard: 'host-ports', verdict: 'block', ports: [80, 443] }, /^Host ports 80 and 443 /],
    [{ guard: 'container-name', verdict: 'block', name: 'the-one' }, /the-one; remove it from the Compose file/],
    [{ guard: 'static-address', verdict: 'warn', source: 'shop-web-1' }, /shop-web-1 has a fixed IP address/],
    [{ guard: 'host-network', verdict: 'warn', source: 'shop-web-1' }, /shop-web-1 is on the host's network/],
    [{ guard: 'mixed-definitions', verdict: 'warn', source: 'shop-web-1' }, /not all alike.*shop-web-1/],
    [{ guard: 'shared-volumes', verdict: 'warn', volumes: ['data'] }, /share the volume data$/],
    [{ guard: 'shared-volumes', verdict: 'warn', volumes: ['data', 'cache'] }, /share the volumes data and cache$/],
    [{ guard: 'health-check', verdict: 'pass' }, /^Has a health check$/],
    [{ guard: 'health-check', verdict: 'warn' }, /^No health check.*3 s$/],
    [{ guard: 'only-replica', verdict: 'warn' }, /only replica.*away while it restarts/],
    [
      { guard: 'scaler', verdict: 'block', composeProblem: 'no file here' },
      /docker compose cannot be used: no file here$/,
    ],
    [{ guard: 'scaler', verdict: 'block', composeProblem: '' }, /set scalebook\.scaler to auto/],
  ];
  for (const [guard, words] of guards) {
    it(`says what was found, with its figures: ${guard.guard}, ${guard.verdict}, ${words.source}`, () => {
      assert.match(guardText(guard), words);
      assert.doesNotMatch(guardText(guard), /!|Error:|undefined/);
    });
  }

  it('keeps what comes from the engine to one line', () => {
    const evil = 'x\ny';
    const hostile: readonly Guard[] = [
      { guard: 'container-name', verdict: 'block', name: evil },
      { guard: 'static-address', verdict: 'warn', source: evil },
      { guard: 'host-network', verdict: 'warn', source: evil },
      { guard: 'mixed-definitions', verdict: 'warn', source: evil },
      { guard: 'shared-volumes', verdict: 'warn', volumes: [evil] },
      { guard: 'scaler', verdict: 'block', composeProblem: evil },
    ];
    for (const guard of hostile) assert.match(guardText(guard), /x y/);
  });
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

  it('says why there is no plan, and that nothing was changed', () => {
    assert.match(
      planFailureText({ reason: 'engine', failure }),
      /^tcp:\/\/prod:2376 did not answer in time\..*Nothing was changed\.$/,
    );
    assert.match(
      planFailureText({ reason: 'no-stack', stack: 'compose:shop' }),
      /no stack shop on this engine any more\. Nothing was changed/,
    );
    assert.match(planFailureText({ reason: 'no-service', service: 'web' }), /no service web\. Nothing was changed/);
    assert.match(
      planFailureText({ reason: 'no-baseline', stack: 'shop' }),
      /No baseline is known for shop.*Nothing was changed\.$/,
    );
  });

  it('lets no name make a link', () => {
    const texts = [
      planFailureText({ reason: 'engine', failure: { reason: 'refused', address: evil, detail: evil } }),
      planFailureText({ reason: 'no-stack', stack: evil }),
      planFailureText({ reason: 'no-service', service: evil }),
      planFailureText({ reason: 'no-baseline', stack: evil }),
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
