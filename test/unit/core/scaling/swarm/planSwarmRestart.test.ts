import assert from 'node:assert/strict';
import { defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import { restartCommand } from '../../../../../src/core/scaling/commandLine.js';
import { isBlocked } from '../../../../../src/core/scaling/plan.js';
import { planRestart } from '../../../../../src/core/scaling/planRestart.js';
import type { SwarmService } from '../../../../../src/core/stack/swarm.js';
import { guardText } from '../../../../../src/view/words/guards/guardWords.js';
import { stepLines } from '../../../../../src/view/words/operation/planWords.js';
import { serviceRecord, swarmRecord, swarmService, swarmStack, task, webOf } from '../../../support/swarms.js';

function restart(changes: Partial<SwarmService> = {}, tasks = [task('web', 1), task('web', 2)], only?: string[]) {
  const swarm = swarmService({ wanted: tasks.length, ...changes });
  const stack = swarmStack(swarmRecord({ services: [serviceRecord({ swarm, tasks })] }));
  return planRestart(stack, defaultRunbook, webOf(stack), only);
}

const finding = (...args: Parameters<typeof restart>): string => {
  const [guard] = restart(...args).guards;
  assert.ok(guard);
  return `${guard.guard} ${guard.verdict}: ${guardText(guard)}`;
};

describe('a restart on a Swarm', () => {
  it('has every task that runs replaced, at its word', () => {
    const pending = task('web', 3, { state: 'created' });
    const plan = restart({}, [task('web', 1), task('web', 2), pending]);
    assert.deepEqual(
      plan.steps.map(({ kind, name }) => `${kind} ${name}`),
      ['restart shop_web.1', 'restart shop_web.2'],
    );
    assert.deepEqual(
      [plan.from, plan.to, plan.scaler.kind, plan.swarm],
      [...[3, 3, 'swarm'], { serviceId: 'w1', fullName: 'shop_web' }],
    );
    assert.equal(isBlocked(plan), false);
    assert.deepEqual(restartCommand(plan), ['docker', 'service', 'update', '--force', '--', 'shop_web']);
    assert.match(stepLines(plan)[0]?.detail ?? '', /replaced by a new task/);
  });

  it('says at which pace, by the update settings of the service', () => {
    assert.equal(
      finding(),
      'swarm-restart pass: The Swarm replaces one task after the other, by the update settings of the service',
    );
    const four = [1, 2, 3, 4].map((number) => task('web', number));
    assert.match(finding({ replacesAtOnce: 3 }, four), /pass: The Swarm replaces 3 tasks at a time/);
    assert.match(finding({ startsFirst: true, replacesAtOnce: 0 }), /pass: .* 2 tasks at a time, each once its new/);
  });

  it('warns where the service is away meanwhile', () => {
    assert.match(finding({ replacesAtOnce: 0 }), /^swarm-restart warn: .* stops all tasks at once .* away meanwhile$/);
    assert.match(finding({ replacesAtOnce: 2 }), /^swarm-restart warn: .* all tasks at once/);
    assert.match(finding({}, [task('web', 1)]), /^swarm-restart warn: It is the only task/);
    assert.match(finding({ startsFirst: true }, [task('web', 1)]), /^swarm-restart pass/);
  });

  it('is of all tasks or of none', () => {
    const tasks = [task('web', 1), task('web', 2)];
    const [first, second] = tasks.map(({ containerId }) => containerId);
    assert.match(finding({}, tasks, [first ?? '']), /^swarm-restart block: /);
    assert.equal(isBlocked(restart({}, tasks, [second ?? '', first ?? ''])), false);
    const gone = restart({}, tasks, ['another']);
    assert.deepEqual([gone.steps, gone.guards], [[], []], 'those were replaced by now');
    assert.match(finding({ mode: 'job' }), /^swarm-mode block/);
  });
});
