import assert from 'node:assert/strict';
import type { Reading } from '../../../../src/core/policy/reading.js';
import type { StepPhase, StepState } from '../../../../src/core/scaling/change.js';
import type { Step } from '../../../../src/core/scaling/plan.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';
import { replicaRow, stateWords } from '../../../../src/view/rows/replicaRow.js';
import type { Row } from '../../../../src/view/rows/row.js';
import { containerRecord } from '../../support/containerRecord.js';
import { createStep, stepOf } from '../../support/plans.js';
import { renderMarkdown, tagsIn, textOf } from '../../support/renderMarkdown.js';
import { now, reading, serviceOfRecords } from '../../support/stacks.js';

function rowOf(
  changes: Partial<ContainerRecord> = {},
  given: Reading | undefined = reading(62),
  step?: StepState,
): Row {
  const replica = serviceOfRecords(containerRecord('web', 2, changes)).replicas[0];
  assert.ok(replica);
  return replicaRow(replica, given, step, now);
}

const busy = (step: Step, phase: StepPhase): StepState => ({ step, phase, containerId: undefined });

describe('replicaRow', () => {
  it('shows number, health, load and uptime', () => {
    const row = rowOf({ startedAt: now - 2 * 3600_000 });
    assert.deepEqual([row.label, row.description], ['2', 'healthy · 62 % · 410 MB · 2 h']);
    assert.equal(row.spoken, 'Replica 2, healthy, CPU 62 %, memory 410 MB, up 2 h');
    assert.deepEqual([row.id, row.expanded, row.contextValue], ['compose:shop/web#2', 'never', 'replica running']);
  });

  it('says that a figure is unknown, and never shows it as zero', () => {
    const { replicas } = serviceOfRecords(containerRecord('web', 2, { startedAt: now }));
    assert.ok(replicas[0]);
    const row = replicaRow(replicas[0], undefined, undefined, now);
    assert.equal(row.description, 'healthy · CPU unknown · memory unknown · 0 s');
    assert.match(row.spoken, /CPU unknown, memory unknown/);
  });

  const states: readonly (readonly [
    Partial<ContainerRecord>,
    words: string,
    icon: string,
    color: string | undefined,
  ])[] = [
    [{ health: 'none', healthCheck: undefined }, 'running', 'vm-running', undefined],
    [{ health: 'starting' }, 'starting', 'loading~spin', undefined],
    [{ health: 'healthy' }, 'healthy', 'vm-running', undefined],
    [{ health: 'unhealthy' }, 'unhealthy', 'error', 'list.errorForeground'],
    [{ state: 'exited', exitCode: 0 }, 'exited 0', 'vm-outline', undefined],
    [{ state: 'exited', exitCode: 137 }, 'exited 137', 'error', 'list.errorForeground'],
    [{ state: 'exited', exitCode: 137, oomKilled: true }, 'killed, out of memory', 'error', 'list.errorForeground'],
    [{ state: 'exited', exitCode: undefined }, 'exited', 'error', 'list.errorForeground'],
    [{ state: 'created' }, 'created', 'vm-outline', undefined],
    [{ state: 'created', error: 'port is already allocated' }, 'failed to start', 'error', 'list.errorForeground'],
    [{ state: 'restarting', restarts: 7 }, 'restarting, 7 times so far', 'error', 'list.errorForeground'],
    [{ state: 'paused' }, 'paused', 'error', 'list.errorForeground'],
    [{ state: 'dead' }, 'dead', 'error', 'list.errorForeground'],
    [{ state: 'removing' }, 'removing', 'vm-outline', undefined],
  ];
  for (const [changes, words, icon, color] of states) {
    it(`says ${words} of a replica that is ${JSON.stringify(changes)}`, () => {
      const row = rowOf(changes);
      const { replicas } = serviceOfRecords(containerRecord('web', 2, changes));
      assert.equal(replicas[0] && stateWords(replicas[0]), words);
      assert.equal(row.description.split(' · ')[0], words);
      assert.deepEqual([row.icon, row.iconColor], [icon, color]);
      const running = changes.state === undefined;
      assert.equal(row.contextValue, running ? 'replica running' : 'replica stopped');
      assert.equal(row.description.includes('62 %'), running);
    });
  }

  const moves: readonly (readonly [Step, StepPhase, string])[] = [
    [createStep(2), 'running', 'starting'],
    [stepOf('start', 2), 'running', 'starting'],
    [stepOf('remove', 2), 'running', 'stopping'],
    [stepOf('restart', 2), 'running', 'restarting'],
    [createStep(2), 'waiting-for-health', 'waiting for health'],
  ];
  for (const [step, phase, words] of moves) {
    it(`spins and says ${words} while its ${step.kind} step is ${phase}`, () => {
      const row = rowOf({}, reading(62), busy(step, phase));
      assert.equal(row.description.split(' · ')[0], words);
      assert.match(row.spoken, new RegExp(`^Replica 2, ${words},`));
      assert.equal(row.icon, 'sync~spin');
    });
  }

  it('is quiet before its step begins and after it has ended', () => {
    for (const phase of ['waiting', 'done', 'failed', 'unfinished', 'left-out'] as const) {
      const row = rowOf({}, reading(62), busy(createStep(2), phase));
      assert.deepEqual([row.icon, row.description.split(' · ')[0]], ['vm-running', 'healthy'], phase);
    }
  });

  it('says in its tooltip what it may use, what it publishes and what Docker said', () => {
    const row = rowOf({
      limits: { cpus: 2, memoryBytes: 1_000_000_000 },
      ports: [
        { containerPort: 3000, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 8080 },
        { containerPort: 9229, protocol: 'tcp', hostIp: undefined, hostPort: undefined },
      ],
      error: 'port is already allocated',
    });
    const text = textOf(renderMarkdown(row.tooltip));
    assert.match(text, /62 % of 2 CPUs/);
    assert.match(text, /410 MB of 1 GB/);
    assert.match(text, /8080 → 3000\/tcp/);
    assert.doesNotMatch(text, /9229/);
    assert.match(text, /port is already allocated/);
    assert.match(textOf(renderMarkdown(rowOf().tooltip)), /62 % of the whole machine/);
  });

  it('lets names, images and errors be text and nothing else', () => {
    const evil = '<img src=x> [x](command:y) | a\n\n# b `c`';
    const html = renderMarkdown(rowOf({ name: evil, image: evil, error: evil }).tooltip);
    const allowed = new Set(['p', 'strong', 'table', 'thead', 'tbody', 'tr', 'th', 'td']);
    assert.deepEqual(
      tagsIn(html).filter((tag) => !allowed.has(tag)),
      [],
    );
    assert.equal(html.match(/<td/g)?.length, 2 * 7);
  });
});
