import assert from 'node:assert/strict';
import type { GuardReader } from '../../../../src/app/operations/guardFacts.js';
import { LiveGuards } from '../../../../src/app/operations/liveGuards.js';
import type { LimitFindings } from '../../../../src/app/operations/connections/lookAtLimit.js';
import type { GuardFindings } from '../../../../src/app/operations/operationGuards.js';
import type { OperationRequest } from '../../../../src/core/operation/plan/operationRequest.js';
import { bundledRunbook } from '../../../../src/core/runbook/bundledRunbook.js';
import type { GuardFacts } from '../../../../src/core/scaling/guards/guardFacts.js';
import type { GuardedChange } from '../../../../src/core/scaling/guards/guardedChange.js';
import type { ServicePlan } from '../../../../src/core/scaling/plan.js';
import { factsOf, gib, planOf, roomOf, serviceFacts } from '../../support/guardedChanges.js';
import { FakeConnection } from '../support/fakeConnection.js';
import { dockerContext } from '../support/world.js';

const toLimit = {
  stage: 'set-connections',
  serviceId: 'compose:team/postgres',
  service: 'postgres',
  title: 'postgres',
  from: 100,
} as const;
const connection = new FakeConnection(dockerContext('here'), new Map());

async function look(
  scales: readonly ServicePlan[],
  facts: Partial<GuardFacts> = {},
  request: Partial<OperationRequest> = {},
  restarts: readonly ServicePlan[] = [],
  more: object = {},
) {
  const read: { changes: readonly GuardedChange[] }[] = [];
  const reader: Pick<GuardReader, 'read'> = {
    read: (_stack, _runbook, changes) => {
      read.push({ changes });
      return Promise.resolve(factsOf(changes, facts));
    },
  };
  const { stack } = factsOf([]);
  const draft = {
    ...{ stack, runbook: bundledRunbook, scales, restarts },
    request: { kind: 'scale', stackId: stack.id, counts: {}, ...request } as const,
  };
  const limit: LimitFindings = { stage: { ...toLimit, to: request.connections ?? 550, ...more }, guards: [] };
  let looked = 0;
  const guards = new LiveGuards(reader, () => {
    looked += 1;
    return Promise.resolve(limit);
  });
  const found = await guards.look(draft, connection, new AbortController().signal);
  return { found, read, looked };
}

const verdicts = ({ guards }: GuardFindings): Readonly<Record<string, string>> =>
  Object.fromEntries(guards.map(({ title, guard }) => [`${title ?? 'all'} ${guard.guard}`, guard.verdict]));

const moreBackends = planOf('backend', 1, 3);
const fewerWorkers = planOf('pdf-worker', 10, 3);
const hundred: Partial<GuardFacts> = { database: { ok: true, value: { limit: 100, foreign: 0 } } };

describe('live guards', () => {
  it('lets what goes make room for what comes, only where there is none otherwise', async () => {
    const short = { ...hundred, host: roomOf({ availableBytes: 0.75 * gib }) };
    const { found } = await look([moreBackends, fewerWorkers], short);
    assert.deepEqual([found.roomFirst, verdicts(found)['all host-memory']], [true, 'warn']);
    const plenty = await look([moreBackends, fewerWorkers]);
    assert.deepEqual([plenty.found.roomFirst, verdicts(plenty.found)['all host-memory']], [false, 'pass']);
    const hopeless = await look([moreBackends, planOf('pdf-worker', 4, 3)], {
      host: roomOf({ availableBytes: 0.1 * gib }),
    });
    assert.deepEqual([hopeless.found.roomFirst, verdicts(hopeless.found)['all host-memory']], [false, 'block']);
  });

  it('only warns that it is no time for fewer where what goes makes room, and has it go first where a person wants that', async () => {
    const short = { ...hundred, host: roomOf({ availableBytes: 0.75 * gib }) };
    const busy = new Map([
      ['pdf-worker', serviceFacts({ refusals: [{ refusal: 'business-hours', until: undefined }] })],
    ]);
    const calmIn = async (facts: Partial<GuardFacts>, request: Partial<OperationRequest> = {}) => {
      const { found } = await look([moreBackends, fewerWorkers], { ...facts, services: busy }, request);
      return [found.roomFirst, verdicts(found)['pdf-worker calm']];
    };
    assert.deepEqual(await calmIn(short), [true, 'warn']);
    assert.deepEqual(await calmIn(hundred), [false, 'block']);
    assert.deepEqual(await calmIn(hundred, { roomFirst: true }), [true, 'warn']);
  });

  it('brings along the limit that a profile needs, and leaves it to the person in any other plan', async () => {
    const ten = [planOf('backend', 1, 10), planOf('pdf-worker', 3, 30)];
    const profile = await look(ten, hundred, { kind: 'profile' });
    assert.deepEqual(profile.found.connections, { ...toLimit, to: 550 });
    assert.equal(verdicts(profile.found)['backend connections'], 'pass');
    const plain = await look(ten, hundred);
    assert.deepEqual([plain.found.connections, plain.looked], [undefined, 0]);
    assert.equal(verdicts(plain.found)['backend connections'], 'block');
  });

  it('sets the limit that is asked for', async () => {
    const { found, looked } = await look([], hundred, { kind: 'connections', connections: 200 });
    assert.deepEqual([found.connections?.to, looked], [200, 1]);
  });

  it('looks at the whole alone where a database is brought back first, and nothing else is done', async () => {
    const ten = [planOf('backend', 1, 10)];
    const guarded = { ...hundred, protectedContexts: ['*'] };
    const request: Partial<OperationRequest> = { kind: 'resume', connections: 100 };
    const { found } = await look(ten, guarded, request, [], { putsBack: true });
    assert.deepEqual([verdicts(found), found.connections?.putsBack], [{ 'all protected-context': 'warn' }, true]);
    const without = await look(ten, guarded, request);
    assert.equal(verdicts(without.found)['backend connections'], 'block');
  });

  it('looks at a service once that is restarted and scaled, and at none that stays as it is', async () => {
    const restart = planOf('backend', 1, 1, { kind: 'restart', steps: moreBackends.steps });
    const idle = planOf('pdf-worker', 3, 3, { steps: [] });
    const { read } = await look([moreBackends, idle], {}, {}, [restart]);
    assert.deepEqual(
      read[0]?.changes.map(({ plan }) => `${plan.kind} ${plan.service}`),
      ['scale backend'],
    );
  });
});
