import assert from 'node:assert/strict';
import type { DockerContext } from '../../../src/core/connection/dockerContext.js';
import { demoContext } from '../../../src/core/demo/demoContext.js';
import type { Guard } from '../../../src/core/scaling/guards/guard.js';
import { planSheet } from '../../../src/view/planSheet.js';
import { operationPlan, servicePlan } from '../support/plans.js';

const local: DockerContext = {
  name: 'local',
  description: '',
  endpoint: { transport: 'unix', path: '/run/docker.sock', raw: 'unix:///run/docker.sock' },
};
const full = { needed: 9, free: 1, total: 9, atMost: false, refused: undefined, unknown: [], problems: [], fits: [] };
const disk: Guard = { guard: 'host-disk', verdict: 'block', ...full, spared: [] };

describe('the commands that a plan offers to copy', () => {
  it('are for its context, and none where the command line does not reach it', () => {
    const ways = (context: DockerContext | undefined): readonly unknown[] => {
      const facts = { command: '', context, canOverride: false, hasFile: true, now: 1_000_000 };
      const follows = { settleMs: 0, watchMs: 0, watchEveryMs: 0, remindMs: 0 };
      const [first] = planSheet(operationPlan([servicePlan({ guards: [disk] })]), { ...facts, follows }).lines;
      return first?.kind === 'blocked' ? first.remedies : [];
    };
    assert.deepEqual(ways(local), [
      { remedy: 'copy-command', commands: [['docker', '--context=local', 'system', 'df']] },
    ]);
    assert.deepEqual([ways(demoContext), ways(undefined)], [[], []]);
  });
});
