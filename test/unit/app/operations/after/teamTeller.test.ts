import assert from 'node:assert/strict';
import { TeamTeller } from '../../../../../src/app/operations/after/teamTeller.js';
import type { TeamMessenger } from '../../../../../src/app/operations/ports.js';
import { RememberedKeys } from '../../../../../src/app/rememberedKeys.js';
import { demoContextName } from '../../../../../src/core/demo/demoContext.js';
import type { TellTeam } from '../../../../../src/core/team/teamOffer.js';
import type { Webhook } from '../../../../../src/core/team/webhook.js';
import { fail, ok, type Result } from '../../../../../src/util/result.js';
import { endedOperation, operation, operationPlan } from '../../../support/teamOperations.js';
import { teamMessage } from '../../../support/teamMessages.js';
import { settle } from '../../support/manualClock.js';
import { watch } from '../../support/watch.js';
import { inMemory } from '../../support/world.js';

const slack: Webhook = { kind: 'slack', url: 'https://hooks.example.com/secret' };

interface Setup {
  readonly memory?: ReturnType<typeof inMemory>;
  readonly mode?: TellTeam;
  readonly isSet?: boolean;
}

function setup({ memory = inMemory(), mode = 'always', isSet = true }: Setup = {}) {
  const world = {
    mode,
    webhook: isSet ? slack : (undefined as Webhook | undefined),
    sent: [] as string[],
    warnings: [] as string[],
    answer: (): Promise<Result<void, string>> => Promise.resolve(ok(undefined)),
    signal: undefined as AbortSignal | undefined,
    load: (): Promise<TeamMessenger> =>
      Promise.resolve({
        send: (to, { title }, signal) => {
          assert.equal(to, world.webhook);
          world.signal = signal;
          world.sent.push(title);
          return world.answer();
        },
      }),
  };
  const teller = new TeamTeller(
    () => world.load(),
    () => Promise.resolve(world.webhook),
    () => world.mode,
    {
      started: ({ id }) => teamMessage({ title: `${id} started` }),
      ended: ({ id }, { result }) => teamMessage({ title: `${id} ${result}` }),
    },
    new RememberedKeys(memory, 'told'),
    memory,
    ({ id }, reason) => world.warnings.push(`${id}: ${reason}`),
  );
  return Object.assign(world, { teller });
}

describe('telling the team of operations', () => {
  it('tells when one begins and when it has ended, each once', async () => {
    const { teller, sent } = setup();
    await teller.started(operation('one'));
    await teller.started(operation('one'));
    await teller.ended(operation('one'));
    assert.deepEqual(sent, ['one started']);
    assert.deepEqual([teller.knows('one'), teller.knowsEnd('one')], [true, false]);
    await teller.ended(endedOperation('one', 'stopped'));
    assert.equal(teller.knowsEnd('one'), true);
    await teller.ended(endedOperation('one', 'stopped'));
    assert.deepEqual(sent, ['one started', 'one stopped']);
  });

  it('tells how it ended after a reload, and only if it told that it began', async () => {
    const memory = inMemory();
    await setup({ memory }).teller.started(operation('one'));
    const { teller, sent } = setup({ memory });
    await teller.ended(endedOperation('one', 'interrupted'));
    await teller.ended(endedOperation('two'));
    assert.deepEqual(sent, ['one interrupted']);
  });

  it('says nothing where there is no webhook, or it is not to', async () => {
    for (const world of [setup({ isSet: false }), setup({ mode: 'never' })]) {
      assert.equal(await world.teller.offer(operationPlan()), undefined);
      await world.teller.started(operation('one'));
      await world.teller.ended(endedOperation('one'));
      assert.deepEqual([world.sent, world.warnings], [[], []]);
    }
  });

  it('says nothing of what is only a demo', async () => {
    const { teller, sent } = setup();
    const plan = operationPlan({ context: demoContextName });
    assert.equal(await teller.offer(plan), undefined);
    await teller.started(operation('one', { plan }));
    await teller.ended(endedOperation('one', 'done', undefined, { plan }));
    assert.deepEqual(sent, []);
  });

  it('does as the person said of a plan, and begins the next with that', async () => {
    const memory = inMemory();
    const { teller, sent } = setup({ memory, mode: 'ask' });
    assert.deepEqual(await teller.offer(operationPlan()), { kind: 'slack', tell: true, canChoose: true });
    const [asked, refused, unasked] = [operation('asked'), operation('refused'), operation('unasked')];
    await teller.choose(refused.plan, false);
    assert.deepEqual(await teller.offer(operationPlan()), { kind: 'slack', tell: false, canChoose: true });
    await teller.choose(asked.plan, true);
    for (const each of [asked, refused, unasked]) await teller.started(each);
    for (const { id } of [asked, refused, unasked]) await teller.ended(endedOperation(id));
    assert.deepEqual(sent, ['asked started', 'asked done']);
    assert.deepEqual(await setup({ memory, mode: 'ask' }).teller.offer(operationPlan()), {
      kind: 'slack',
      tell: true,
      canChoose: true,
    });
  });

  it('leaves nothing to choose where the setting has decided', async () => {
    const memory = inMemory({ tellTeam: 'no' });
    assert.deepEqual(await setup({ memory }).teller.offer(operationPlan()), {
      kind: 'slack',
      tell: true,
      canChoose: false,
    });
  });

  it('tells of the end after the beginning, however long that takes', async () => {
    const world = setup();
    let release = (): void => undefined;
    world.answer = () => new Promise((resolve) => (release = () => resolve(ok(undefined))));
    const started = watch(world.teller.started(operation('one')));
    const ended = watch(world.teller.ended(endedOperation('one')));
    await settle();
    assert.deepEqual([world.sent, started.phase, ended.phase], [['one started'], 'pending', 'pending']);
    world.answer = () => Promise.resolve(ok(undefined));
    release();
    await settle();
    assert.deepEqual([world.sent, ended.phase], [['one started', 'one done'], 'fulfilled']);
  });

  it('says once for an operation why it could not, and ends without an error', async () => {
    const world = setup();
    world.answer = () => Promise.resolve(fail('it does not know this address (HTTP 404)'));
    await world.teller.started(operation('one'));
    await world.teller.ended(endedOperation('one'));
    await world.teller.started(operation('two'));
    assert.deepEqual(world.warnings, [
      'one: it does not know this address (HTTP 404)',
      'two: it does not know this address (HTTP 404)',
    ]);
    assert.equal(world.sent.length, 3);
  });

  it('survives what should not happen: sources that cannot be loaded, a webhook that cannot be read', async () => {
    const world = setup();
    world.load = () => Promise.reject(new Error('no bundle'));
    await world.teller.started(operation('one'));
    world.load = () => Promise.resolve({ send: () => Promise.reject(new Error('bug')) });
    await world.teller.started(operation('two'));
    assert.deepEqual(world.warnings, ['one: no bundle', 'two: bug']);
  });

  it('tells of no end whose beginning nobody was told of, though there is somebody to tell now', async () => {
    const world = setup({ isSet: false });
    await world.teller.started(operation('one'));
    world.webhook = slack;
    await world.teller.ended(endedOperation('one'));
    assert.deepEqual(world.sent, []);
  });

  it('tells of an end that comes at once', async () => {
    const { teller, sent } = setup();
    await Promise.all([teller.started(operation('one')), teller.ended(endedOperation('one', 'failed'))]);
    assert.deepEqual(sent, ['one started', 'one failed']);
  });

  it('sends nothing where the webhook was taken away since', async () => {
    const world = setup();
    await world.teller.started(operation('one'));
    world.webhook = undefined;
    await world.teller.ended(endedOperation('one'));
    assert.deepEqual([world.sent, world.warnings], [['one started'], []]);
  });

  it('gives up sending, silently, when it is disposed', async () => {
    const world = setup();
    world.answer = () =>
      new Promise((resolve) => world.signal?.addEventListener('abort', () => resolve(fail('cancelled'))));
    const started = watch(world.teller.started(operation('one')));
    await settle();
    world.teller.dispose();
    await settle();
    assert.deepEqual([started.phase, world.warnings], ['fulfilled', []]);
  });
});
