import assert from 'node:assert/strict';
import type { DockerContext } from '../../../../../src/core/connection/dockerContext.js';
import { demoContext } from '../../../../../src/core/demo/demoContext.js';
import { planCommand } from '../../../../../src/core/operation/plan/planCommand.js';
import { operationPlan, servicePlan, stepOf } from '../../../support/plans.js';
import { replicas, stackOf } from '../../../support/stacks.js';

const prod: DockerContext = {
  name: 'prod',
  description: '',
  endpoint: {
    transport: 'ssh',
    host: 'box',
    port: undefined,
    user: undefined,
    socketPath: undefined,
    raw: 'ssh://box',
  },
};
const stack = stackOf(...replicas('web', 3));
const up = servicePlan();
const restart = servicePlan({ kind: 'restart', to: 3, steps: [stepOf('restart', 1)] });

describe('planCommand', () => {
  it('is the plan for the context that it was made for, command by command', () => {
    assert.equal(planCommand(operationPlan([restart]), stack, prod), 'docker --context=prod restart shop-web-1');
    const commands = planCommand(operationPlan([up]), stack, prod).split(' && ');
    assert.ok(commands.length > 1);
    for (const command of commands) assert.match(command, /^docker --context=prod compose --project-name=shop /);
  });

  it('is nothing for the demo and without a context: it would change the real stack of that name', () => {
    assert.equal(planCommand(operationPlan([restart]), stack, demoContext), '');
    assert.equal(planCommand(operationPlan([restart]), stack, undefined), '');
  });
});
