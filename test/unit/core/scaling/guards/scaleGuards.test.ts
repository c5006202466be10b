import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import type { Guard } from '../../../../../src/core/scaling/guards/guard.js';
import { scaleGuards, type GuardInput } from '../../../../../src/core/scaling/guards/scaleGuards.js';
import type { CloneObstacles } from '../../../../../src/core/stack/replica.js';
import { containerRecord } from '../../../support/containerRecord.js';
import { serviceOfRecords } from '../../../support/stacks.js';

const base = containerRecord('web', 1);
const limits = (target: number, service: string, runbook: Runbook): Guard | undefined =>
  scaleGuards({ ...input(), service, runbook, target })[0];

function input(obstacles: Partial<CloneObstacles> = {}, changes: Partial<typeof base> = {}): GuardInput {
  const { replicas } = serviceOfRecords(
    containerRecord('web', 1),
    containerRecord('web', 2, { ...changes, obstacles: { ...base.obstacles, ...obstacles } }),
  );
  const source = replicas[1];
  return {
    service: 'web',
    runbook: defaultRunbook,
    replicas,
    target: 3,
    source,
    scaler: { kind: 'replicate', because: 'copies', source: 'shop-web-2' },
  };
}

const guard = (name: Guard['guard'], given: GuardInput): Guard | undefined =>
  scaleGuards(given).find((found) => found.guard === name);

describe('guards', () => {
  it('lets a count within the limits pass, and blocks one outside', () => {
    const expected = (verdict: string, target: number): unknown => ({
      guard: 'limits',
      verdict,
      target,
      min: 2,
      max: 50,
    });
    for (const target of [2, 3, 50])
      assert.deepEqual(limits(target, 'pdf-worker', bundledRunbook), expected('pass', target));
    for (const target of [0, 1, 51])
      assert.deepEqual(limits(target, 'pdf-worker', bundledRunbook), expected('block', target));
    assert.deepEqual(limits(50, 'anything', defaultRunbook), {
      guard: 'limits',
      verdict: 'pass',
      target: 50,
      min: 1,
      max: 50,
    });
  });

  it('blocks a service that the runbook does not name', () => {
    assert.deepEqual(limits(1, 'postgres', bundledRunbook), { guard: 'in-runbook', verdict: 'block' });
  });

  it('says of an unhindered service that no port is fixed and that its health is checked', () => {
    assert.deepEqual(scaleGuards(input()), [
      { guard: 'limits', verdict: 'pass', target: 3, min: 1, max: 50 },
      { guard: 'host-ports', verdict: 'pass', ports: [] },
      { guard: 'health-check', verdict: 'pass' },
    ]);
  });

  const hindered: readonly (readonly [string, Partial<CloneObstacles>, Guard])[] = [
    [
      'blocks a second holder of a fixed host port',
      { fixedHostPorts: [80, 443] },
      { guard: 'host-ports', verdict: 'block', ports: [80, 443] },
    ],
    [
      'blocks a second holder of a container_name',
      { customName: true },
      { guard: 'container-name', verdict: 'block', name: 'shop-web-2' },
    ],
    [
      'warns of a fixed address',
      { staticAddress: true },
      { guard: 'static-address', verdict: 'warn', source: 'shop-web-2' },
    ],
    [
      'warns of the host network',
      { hostNetwork: true },
      { guard: 'host-network', verdict: 'warn', source: 'shop-web-2' },
    ],
    [
      'warns of shared volumes',
      { namedVolumes: ['data', 'cache'] },
      { guard: 'shared-volumes', verdict: 'warn', volumes: ['data', 'cache'] },
    ],
  ];
  for (const [title, obstacles, expected] of hindered) {
    it(title, () => {
      assert.deepEqual(guard(expected.guard, input(obstacles)), expected);
      assert.deepEqual(
        scaleGuards(input(obstacles)).filter(({ verdict }) => verdict !== 'pass'),
        [expected],
      );
    });
  }

  it('does not mind a range of host ports', () => {
    assert.deepEqual(scaleGuards(input({ portRange: true })), scaleGuards(input()));
  });

  it('warns where replicas are of several definitions or images', () => {
    const warning = { guard: 'mixed-definitions', verdict: 'warn', source: 'shop-web-2' };
    assert.deepEqual(guard('mixed-definitions', input({}, { configHash: 'other' })), warning);
    assert.deepEqual(guard('mixed-definitions', input({}, { imageId: 'sha256:2' })), warning);
    assert.equal(guard('mixed-definitions', input()), undefined);
  });

  it('warns where nothing checks the health', () => {
    assert.deepEqual(guard('health-check', input({}, { healthCheck: undefined, health: 'none' })), {
      guard: 'health-check',
      verdict: 'warn',
    });
  });

  it('looks at none of that where nothing is created', () => {
    const given = { ...input({ fixedHostPorts: [80], customName: true }), source: undefined, target: 1 };
    assert.deepEqual(scaleGuards(given), [{ guard: 'limits', verdict: 'pass', target: 1, min: 1, max: 50 }]);
  });

  it('blocks where neither scaler can do it, with the words of Compose', () => {
    const scaler = { kind: 'none', because: 'nothing-to-copy', composeProblem: 'no file' } as const;
    assert.deepEqual(guard('scaler', { ...input(), scaler }), {
      guard: 'scaler',
      verdict: 'block',
      composeProblem: 'no file',
    });
  });
});
