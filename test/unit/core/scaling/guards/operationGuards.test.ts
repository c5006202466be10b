import assert from 'node:assert/strict';
import type { PlannedGuard } from '../../../../../src/core/operation/plan/operationPlan.js';
import { bundledRunbook, defaultRunbook } from '../../../../../src/core/runbook/bundledRunbook.js';
import type { GuardFacts } from '../../../../../src/core/scaling/guards/guardFacts.js';
import type { GuardedChange } from '../../../../../src/core/scaling/guards/guardedChange.js';
import { operationGuards, type GuardedOperation } from '../../../../../src/core/scaling/guards/operationGuards.js';
import { changeOf, factsOf, gib, roomOf, serviceFacts } from '../../../support/guardedChanges.js';
import { stackOf, replicas, teamRecords } from '../../../support/stacks.js';

const guards = (
  changes: readonly GuardedChange[],
  facts: Partial<GuardFacts> = {},
  operation: Partial<GuardedOperation> = {},
): readonly PlannedGuard[] => operationGuards(factsOf(changes, facts), { kind: 'scale', ...operation });
const told = (found: readonly PlannedGuard[]): readonly string[] =>
  found.map(({ title, guard }) => [title ?? 'all', guard.guard, guard.verdict].join(' '));
const without = (found: readonly PlannedGuard[]): readonly string[] =>
  told(found).filter((line) => !line.endsWith(' pass'));

const worker = changeOf('pdf-worker', 3, 6);
const backend = changeOf('backend', 1, 3);
const fewer = changeOf('pdf-worker', 3, 2);

describe('operationGuards', () => {
  it('looks at the machine for the whole, and at each service by itself', () => {
    assert.deepEqual(told(guards([worker, backend])), [
      'all host-memory pass',
      'all host-cpu pass',
      'all host-disk pass',
      'pdf-worker drift pass',
      'backend connections pass',
      'backend drift pass',
    ]);
    assert.deepEqual(told(guards([fewer])), ['pdf-worker calm pass']);
  });

  it('adds up what the services need of the machine: 2 GiB a worker by the runbook, and what runs for a backend', () => {
    const [memory] = guards([worker, backend]);
    assert.equal(memory?.guard.guard === 'host-memory' && memory.guard.needed, (3 * 2 + 2 * 0.5) * gib);
    assert.deepEqual(without(guards([worker], { host: roomOf({ availableBytes: 5 * gib }) })), [
      'all host-memory block',
    ]);
  });

  it('offers workers beyond their baseline to make room for a backend', () => {
    const stack = stackOf(...teamRecords(), ...replicas('pdf-worker', 10, { project: 'team' }).slice(3));
    const [memory] = guards([backend], { stack, host: roomOf({ availableBytes: gib / 2 }) });
    assert.ok(memory?.guard.guard === 'host-memory');
    assert.deepEqual(
      [memory.guard.verdict, memory.guard.spared],
      ['block', [{ service: 'pdf-worker', title: 'PDF Worker', from: 10, to: 3 }]],
    );
  });

  it('does not know what a replica needs where nothing runs, and does not take that for nothing', () => {
    const [, cpu] = guards([worker], { use: new Map() });
    assert.deepEqual(
      [cpu?.guard.verdict, cpu?.guard.guard === 'host-cpu' && cpu.guard.unknown],
      ['warn', ['pdf-worker']],
    );
    const untold = { services: new Map([['pdf-worker', serviceFacts({ footprint: undefined })]]) };
    assert.deepEqual(without(guards([worker], untold)), ['all host-disk warn']);
    const first = changeOf('pdf-worker', 0, 3, { sourceContainerId: undefined });
    assert.deepEqual(without(guards([first], untold)), [], 'what nobody has made yet has written nothing');
  });

  it('asks the database for what opens connections to it, as it will be after a raise', () => {
    const database = { ok: true, value: { limit: 100, foreign: 0 } } as const;
    assert.deepEqual(without(guards([backend], { database })), ['backend connections block']);
    assert.deepEqual(without(guards([backend], { database }, { connections: 200 })), []);
    assert.deepEqual(without(guards([changeOf('backend', 1, 2)], { database })), ['backend connections warn']);
    assert.deepEqual(without(guards([changeOf('backend', 3, 2)], { database })), []);
    const silent = guards([backend], { database: { ok: false, error: 'its container has no psql' } });
    assert.deepEqual(without(silent), ['backend connections warn']);
  });

  it('asks for connections of what a Swarm adds, too, and leaves the room to its nodes', () => {
    const tasks = changeOf('backend', 1, 3, {
      scaler: { kind: 'swarm', because: 'swarm-service' },
      steps: [{ kind: 'update', number: 0, name: 'team_backend', swarmServiceId: 's1', from: 1, to: 3 }],
    });
    const database = { ok: true, value: { limit: 100, foreign: 0 } } as const;
    assert.deepEqual(told(guards([tasks], { database })), ['backend connections block']);
  });

  it('does not let an operation stand in its own way, and any other', () => {
    const held = (operation: string | undefined): Partial<GuardFacts> => ({
      services: new Map([['pdf-worker', serviceFacts({ held: { holder: 'elsewhere', operation } })]]),
    });
    assert.deepEqual(without(guards([worker], held('one'), { refersTo: 'one' })), []);
    for (const operation of ['two', undefined])
      assert.deepEqual(without(guards([worker], held(operation), { refersTo: 'one' })), ['pdf-worker changing block']);
    assert.deepEqual(without(guards([worker], held(undefined))), ['pdf-worker changing block']);
  });

  it('blocks fewer at a bad time, and only warns without a runbook and on the way back', () => {
    const busy: Partial<GuardFacts> = {
      services: new Map([
        ['pdf-worker', serviceFacts({ refusals: [{ refusal: 'business-hours', until: undefined }] })],
      ]),
    };
    assert.deepEqual(without(guards([fewer], busy)), ['pdf-worker calm block']);
    for (const kind of ['baseline', 'repeat', 'resume', 'profile'] as const)
      assert.deepEqual(without(guards([fewer], busy, { kind })), ['pdf-worker calm block'], kind);
    assert.deepEqual(without(guards([fewer], busy, { kind: 'undo' })), ['pdf-worker calm warn']);
    assert.deepEqual(without(guards([fewer], { ...busy, runbook: defaultRunbook })), ['pdf-worker calm warn']);
    const file = { ...busy, runbook: { ...bundledRunbook, origin: 'file' } as const };
    assert.deepEqual(without(guards([fewer], file)), ['pdf-worker calm block']);
    assert.deepEqual(without(guards([fewer], { services: new Map() })), ['pdf-worker calm block']);
  });

  it('warns of a protected context before anything else', () => {
    const found = guards([fewer], { context: 'prod-eu', protectedContexts: ['prod-*'] });
    assert.deepEqual(told(found), ['all protected-context warn', 'pdf-worker calm pass']);
    const alone = guards([worker], { context: 'prod', protectedContexts: ['*'] }, { kind: 'schedule' });
    assert.deepEqual(without(alone), ['all protected-context block'], 'nobody is there to type its name');
  });
});
