import assert from 'node:assert/strict';
import { bundledRunbook, defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { ContainerEnd } from '../../../../../src/core/diagnosis/containerDetails.js';
import { judgeCount, judgeReplicas } from '../../../../../src/core/verification/judge/replicas.js';
import { wantedFor } from '../../../../../src/core/verification/judge/wanted.js';
import type { Service } from '../../../../../src/core/stack/stack.js';
import type { SwarmService } from '../../../../../src/core/stack/swarm.js';
import { replicas, serviceOfRecords } from '../../../support/stacks.js';
import { swarmService } from '../../../support/swarms.js';

const three = serviceOfRecords(...replicas('web', 3));
const named = (name: string): Service => ({ ...three, name });
const none = { ...three, replicas: [] };

describe('judgeReplicas', () => {
  it('passes where every replica runs and is healthy, or has no health check', () => {
    assert.equal(judgeReplicas(three, []).verdict, 'pass');
    assert.equal(judgeReplicas(serviceOfRecords(...replicas('web', 2, { health: 'none' })), []).verdict, 'pass');
  });

  it('fails for a replica that is not ready, with its name and state', () => {
    for (const [changes, said] of [
      [{ health: 'unhealthy' }, 'unhealthy'],
      [{ health: 'starting' }, 'starting'],
      [{ state: 'restarting' }, 'restarting'],
      [{ state: 'created', error: 'port is\nallocated' }, 'created: port is allocated'],
    ] as const) {
      const [first, ...others] = replicas('web', 3);
      assert.ok(first);
      const finding = judgeReplicas(serviceOfRecords({ ...first, ...changes }, ...others), []);
      assert.equal(finding.verdict, 'fail');
      assert.deepEqual([finding.facts[0]?.verdict, finding.facts[0]?.said], ['fail', said]);
      assert.deepEqual([finding.facts[1]?.verdict, finding.facts[1]?.said], ['pass', 'healthy']);
    }
  });

  it('fails where there is none, and passes over one on its way out', () => {
    assert.equal(judgeReplicas(none, []).verdict, 'fail');
    const [first, ...others] = replicas('web', 3);
    assert.ok(first);
    assert.equal(judgeReplicas(serviceOfRecords({ ...first, state: 'removing' }, ...others), []).verdict, 'pass');
  });
});

describe('judgeReplicas, of those that the kernel kills for memory', () => {
  const [one, two] = three.replicas;
  const end = (containerId = '', isForMemory = true): ContainerEnd => ({
    containerId,
    at: 5,
    exitCode: 137,
    isForMemory,
  });

  it('fails for one that was started again and looks well, with how often', () => {
    const killed = judgeReplicas(three, [end(one?.containerId), end(one?.containerId), end(two?.containerId)]);
    assert.deepEqual(
      killed.facts.map(({ verdict, said }) => [verdict, said]),
      [
        ['fail', 'healthy: killed by the kernel for want of memory, 2 times'],
        ['fail', 'healthy: killed by the kernel for want of memory'],
        ['pass', 'healthy'],
      ],
    );
  });

  it('takes no other end, and none of another container, for a kill', () => {
    assert.equal(judgeReplicas(three, [end(one?.containerId, false), end('another')]).verdict, 'pass');
  });

  it('names it where the engine says so of one that has ended, and not of one that goes on', () => {
    const marked = replicas('web', 1, { oomKilled: true });
    assert.equal(judgeReplicas(serviceOfRecords(...marked), []).verdict, 'pass');
    const [ended] = judgeReplicas(
      serviceOfRecords(...replicas('web', 1, { oomKilled: true, state: 'exited' })),
      [],
    ).facts;
    assert.equal(ended?.said, 'exited: killed by the kernel for want of memory');
  });
});

describe('judgeCount', () => {
  it('wants exactly what an operation set, and anything within the runbook otherwise', () => {
    for (const [wanted, verdict] of [
      [{ by: 'operation', count: 3 }, 'pass'],
      [{ by: 'operation', count: 2 }, 'fail'],
      [{ by: 'operation', count: 4 }, 'fail'],
      [{ by: 'swarm', count: 4 }, 'fail'],
      [{ by: 'runbook', min: 3, max: 3 }, 'pass'],
      [{ by: 'runbook', min: 4, max: 9 }, 'fail'],
      [{ by: 'runbook', min: 1, max: 2 }, 'fail'],
    ] as const) {
      const finding = judgeCount(three, wanted, 1);
      assert.equal(finding.verdict, verdict, JSON.stringify(wanted));
      assert.deepEqual([finding.facts[0]?.value, finding.facts[0]?.before], [3, 1]);
    }
    assert.equal(judgeCount(none, { by: 'operation', count: 0 }, undefined).verdict, 'pass');
  });

  it('shows too few against what they have to reach, and too many against what they have to stay below', () => {
    const [few] = judgeCount(three, { by: 'operation', count: 4 }, undefined).facts;
    assert.deepEqual([few?.bound, few?.boundIs], [4, 'least']);
    const [many] = judgeCount(three, { by: 'operation', count: 2 }, undefined).facts;
    assert.deepEqual([many?.bound, many?.boundIs], [3, 'below']);
  });

  it('counts what runs, and passes nothing that nobody wants', () => {
    const [first, ...others] = replicas('web', 3);
    assert.ok(first);
    const stopped = serviceOfRecords({ ...first, state: 'exited' }, ...others);
    assert.equal(judgeCount(stopped, { by: 'operation', count: 3 }, undefined).verdict, 'fail');
    assert.equal(judgeCount(three, { by: 'nobody' }, undefined).verdict, 'unknown');
  });
});

describe('wantedFor a service', () => {
  it('is what was last set here, or else what the runbook allows', () => {
    assert.deepEqual(wantedFor(named('pdf-worker'), bundledRunbook, 6), { by: 'operation', count: 6 });
    assert.deepEqual(wantedFor(named('pdf-worker'), bundledRunbook, undefined), { by: 'runbook', min: 2, max: 50 });
    assert.deepEqual(wantedFor(named('redis'), bundledRunbook, undefined), { by: 'nobody' });
    assert.deepEqual(wantedFor(named('web'), defaultRunbook, undefined), { by: 'nobody' });
  });

  it('is what a Swarm was told, unless the runbook does not allow it, and never of a job', () => {
    const told = (name: string, wanted: number, mode: SwarmService['mode'] = 'replicated'): Service => ({
      ...named(name),
      swarm: swarmService({ mode, wanted }),
    });
    assert.deepEqual(wantedFor(told('pdf-worker', 4), bundledRunbook, 6), { by: 'operation', count: 6 });
    assert.deepEqual(wantedFor(told('pdf-worker', 4), bundledRunbook, undefined), { by: 'swarm', count: 4 });
    assert.deepEqual(wantedFor(told('redis', 3, 'global'), bundledRunbook, undefined), { by: 'swarm', count: 3 });
    assert.deepEqual(wantedFor(told('redis', 0), bundledRunbook, undefined), { by: 'swarm', count: 0 });
    assert.deepEqual(wantedFor(told('pdf-worker', 51), bundledRunbook, undefined), { by: 'runbook', min: 2, max: 50 });
    assert.deepEqual(wantedFor(told('redis', 3, 'job'), bundledRunbook, undefined), { by: 'nobody' });
  });
});
