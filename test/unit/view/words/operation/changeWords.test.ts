import assert from 'node:assert/strict';
import type { Change, ChangeProblem, StepPhase } from '../../../../../src/core/scaling/change.js';
import type { ServicePlan } from '../../../../../src/core/scaling/plan.js';
import { changeActivity, changeDetail, outcomeText } from '../../../../../src/view/words/operation/changeWords.js';
import { createStep, ended, operationIn, servicePlan, stepOf } from '../../../support/plans.js';
import { linksIn } from '../../../support/workbenchText.js';

const up = servicePlan({ title: 'PDF Worker' });
const down = servicePlan({
  title: 'PDF Worker',
  from: 6,
  to: 3,
  steps: [6, 5, 4].map((number) => stepOf('remove', number)),
  guards: [],
});
const restart = servicePlan({
  kind: 'restart',
  title: 'Backend',
  from: 2,
  to: 2,
  steps: [1, 2].map((number) => stepOf('restart', number)),
});
const mixed = servicePlan({ from: 3, to: 2, steps: [stepOf('start', 1), stepOf('remove', 3)], guards: [] });

const failed = (
  problem: ChangeProblem,
  plan: ServicePlan = up,
  running: number | undefined = 4,
  ...phases: StepPhase[]
): string =>
  outcomeText(
    ended(
      operationIn(plan, ...(phases.length > 0 ? phases : (['done', 'failed', 'left-out'] as const))),
      running,
      problem,
    ),
  );

describe('operationActivity', () => {
  const stages: readonly (readonly [ServicePlan, readonly StepPhase[], string])[] = [
    [up, ['waiting'], 'starting 3 of 6'],
    [up, ['running', 'waiting'], 'starting 4 of 6'],
    [up, ['done', 'waiting-for-health', 'running'], 'starting 6 of 6'],
    [up, ['waiting-for-health'], 'waiting for health, 3 of 6 ready'],
    [up, ['done', 'done', 'waiting-for-health'], 'waiting for health, 5 of 6 ready'],
    [up, ['done', 'failed', 'waiting-for-health'], 'waiting for health, 4 of 6 ready'],
    [down, ['waiting'], 'stopping 3'],
    [down, ['done', 'running', 'running'], 'stopping 2'],
    [restart, ['waiting'], 'restarting, 0 of 2 replicas back'],
    [restart, ['done', 'running'], 'restarting, 1 of 2 replicas back'],
    [mixed, ['running', 'waiting'], 'starting 2 of 2'],
    [mixed, ['waiting-for-health', 'waiting'], 'waiting for health, 1 of 2 ready'],
    [mixed, ['done', 'running'], 'stopping 1'],
  ];
  for (const [plan, phases, words] of stages) {
    it(`says "${words}" of ${plan.kind} ${plan.from} to ${plan.to} with its steps ${phases.join(', ')}`, () => {
      assert.equal(changeActivity(operationIn(plan, ...phases)), words);
    });
  }
});

describe('operationDetail', () => {
  it('says how many are ready, and names the replicas that it is busy with', () => {
    assert.equal(
      changeDetail(operationIn(up, 'waiting-for-health', 'running', 'waiting')),
      '3 of 6 ready; starting web-5; waiting for health of web-4',
    );
    assert.equal(changeDetail(operationIn(up, 'done', 'running', 'waiting')), '4 of 6 ready; starting web-5');
    assert.equal(changeDetail(operationIn(down, 'done', 'running', 'waiting')), 'stopping web-5');
    assert.equal(changeDetail(operationIn(mixed, 'done', 'running')), '2 of 2 ready; stopping web-3');
  });

  it('does not say that replicas which wait to be restarted are not ready', () => {
    const detail = changeDetail(operationIn(restart, 'running', 'waiting'));
    assert.match(detail, /restarting web-1/);
    assert.doesNotMatch(detail, /0 of 2 ready/);
  });

  it('names three at most, and counts the rest', () => {
    const many = servicePlan({ from: 1, to: 6, steps: [2, 3, 4, 5, 6].map((number) => createStep(number)) });
    assert.equal(changeDetail(operationIn(many, 'running')), '1 of 6 ready; starting web-2, web-3, web-4 and 2 more');
  });

  it('says something before the first step, too', () => {
    assert.equal(changeDetail(operationIn(up, 'waiting')), '3 of 6 ready');
    for (const plan of [down, restart, mixed]) assert.notEqual(changeDetail(operationIn(plan, 'waiting')), '');
  });
});

describe('outcomeText', () => {
  it('says what runs now, that it is healthy, and how long it took', () => {
    assert.equal(outcomeText(ended(operationIn(up, 'done'), 6)), 'PDF Worker runs 6 of 6, all healthy, after 41 s.');
    assert.equal(outcomeText(ended(operationIn(down, 'done'), 3)), 'PDF Worker runs 3 of 3, after 41 s.');
    assert.equal(
      outcomeText(ended(operationIn(restart, 'done'), 2)),
      'Backend restarted 2 replicas, each ready again, in 41 s.',
    );
  });

  it('does not call healthy what nothing checks', () => {
    const unchecked = { guard: 'health-check', verdict: 'warn' } as const;
    const without = servicePlan({ guards: [unchecked] });
    const onlyStarts = servicePlan({
      from: 3,
      to: 3,
      steps: [stepOf('start', 2)],
      guards: [{ guard: 'limits', verdict: 'pass', target: 3, min: 1, max: 50 }],
    });
    assert.equal(outcomeText(ended(operationIn(without, 'done'), 6)), 'web runs 6 of 6, after 41 s.');
    assert.equal(outcomeText(ended(operationIn(onlyStarts, 'done'), 3)), 'web runs 3 of 3, after 41 s.');
  });

  it('says how far it is while it runs', () => {
    assert.equal(outcomeText(operationIn(up, 'running')), 'PDF Worker: starting 6 of 6');
  });

  const engine = (step: ChangeProblem & { reason: 'engine' }): ChangeProblem => step;
  const refused = { reason: 'refused', address: '', detail: 'port is already allocated' } as const;
  const problems: readonly (readonly [ChangeProblem, string])[] = [
    [{ reason: 'cancelled' }, 'PDF Worker: cancelled.'],
    [
      { reason: 'changed-meanwhile' },
      'The replicas of PDF Worker changed after the plan was made, so it was not carried out. Plan again from what runs now.',
    ],
    [
      engine({ reason: 'engine', step: createStep(5), failure: refused }),
      'web-5 could not be started. Docker refused: port is already allocated.',
    ],
    [
      engine({
        reason: 'engine',
        step: createStep(5),
        failure: { ...refused, reason: 'interrupted', address: 'there' },
      }),
      'The connection to there broke. Whether web-5 was started is not known. Scalebook connects again by itself; refresh to see what is running now.',
    ],
    [
      engine({
        reason: 'engine',
        step: stepOf('remove', 5),
        failure: { ...refused, reason: 'timed-out', address: 'there' },
      }),
      'there did not answer in time. Whether web-5 was removed is not known. Check whether the engine hangs',
    ],
    [
      engine({ reason: 'engine', step: stepOf('remove', 5), failure: refused }),
      'web-5 could not be removed. Docker refused',
    ],
    [
      engine({ reason: 'engine', step: stepOf('restart', 5), failure: refused }),
      'web-5 could not be restarted. Docker refused',
    ],
    [
      engine({ reason: 'engine', step: undefined, failure: refused }),
      'Docker refused: port is already allocated. The output channel has the details.',
    ],
    [{ reason: 'not-ready', step: createStep(5), state: 'exited 1', lastLog: '' }, 'web-5 ended with exit code 1.'],
    [{ reason: 'not-ready', step: createStep(5), state: 'exited', lastLog: '' }, 'web-5 ended with exit code unknown.'],
    [
      { reason: 'not-ready', step: createStep(5), state: 'gone', lastLog: '' },
      'web-5 is gone: something else removed it.',
    ],
    [{ reason: 'not-ready', step: createStep(5), state: 'unhealthy', lastLog: '' }, 'web-5 became unhealthy.'],
    [
      { reason: 'not-ready', step: createStep(5), state: 'out-of-memory', lastLog: '' },
      'web-5 was killed for using more memory than its limit.',
    ],
    [{ reason: 'not-ready', step: createStep(5), state: 'restarting', lastLog: '' }, 'web-5 keeps crashing.'],
    [{ reason: 'not-ready', step: createStep(5), state: 'paused', lastLog: '' }, 'web-5 is paused.'],
    [
      { reason: 'not-ready', step: createStep(5), state: 'exited 1', lastLog: 'one\ncannot reach db.\n' },
      'web-5 ended with exit code 1. It last said: cannot reach db.',
    ],
    [
      { reason: 'not-healthy-in-time', step: createStep(5), waitedMs: 120_000, lastLog: '' },
      'web-5 was not healthy after 2 min.',
    ],
  ];
  for (const [problem, words] of problems) {
    it(`says "${words}", then what there is now and what was left undone`, () => {
      const text = failed(problem);
      assert.ok(text.startsWith(words), text);
      assert.match(text, /It has 4 replicas now; 2 of 3 steps not completed\.$/);
      assert.doesNotMatch(text, /!|Error:|undefined|\.\./);
    });
  }

  it('says that no step was completed, and that the count is not known', () => {
    assert.match(failed({ reason: 'cancelled' }, up, 3, 'left-out'), /It has 3 replicas now; no step was completed\.$/);
    const blind = outcomeText(ended(operationIn(up, 'done', 'unfinished'), undefined, { reason: 'cancelled' }));
    assert.match(blind, /How many replicas it has now is not known; 2 of 3 steps not completed\.$/);
  });

  it('lets no log, title or name make a link of a command', () => {
    const evil = '[Retry](command:workbench.action.terminal.sendSequence?%7B%7D)';
    const step = { ...createStep(5), name: `shop-${evil}` };
    const plan = servicePlan({ title: evil });
    const refusal = { reason: 'refused', address: evil, detail: evil } as const;
    const texts: readonly string[] = [
      failed({ reason: 'not-ready', step, state: 'exited 1', lastLog: evil }, plan),
      failed({ reason: 'not-healthy-in-time', step, waitedMs: 1000, lastLog: evil }, plan),
      failed({ reason: 'engine', step, failure: refusal }, plan),
      failed({ reason: 'changed-meanwhile' }, plan),
      outcomeText(ended(operationIn(plan, 'done'), 6)),
      changeDetail(operationIn(servicePlan({ steps: [step] }), 'running')),
    ];
    for (const text of texts) {
      assert.deepEqual(linksIn(text), []);
      assert.ok(text.includes('Retry'), text);
    }
  });

  it('shows the last line of a log alone, bounded', () => {
    const lastLog = `first\n${'x'.repeat(5000)}`;
    const change: Change = ended(operationIn(up, 'failed'), 3, {
      reason: 'not-ready',
      step: createStep(4),
      state: 'exited 1',
      lastLog,
    });
    assert.ok(outcomeText(change).length < 500);
    assert.doesNotMatch(outcomeText(change), /first/);
  });
});
