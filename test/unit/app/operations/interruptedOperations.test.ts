import assert from 'node:assert/strict';
import { InterruptedOperations } from '../../../../src/app/operations/interruptedOperations.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import type { JournalEvent } from '../../../../src/core/operation/journalEvent.js';
import { ended, operationPlan, scaleStage } from '../../support/operations.js';
import { failure } from '../support/fakeConnection.js';
import { settle } from './../support/manualClock.js';
import { web } from '../support/runnerWorld.js';
import { World } from '../support/world.js';

const started = (operation: string, context = 'here'): JournalEvent => ({
  operation,
  at: 1000,
  event: 'started',
  by: 'ana',
  plan: operationPlan([scaleStage(3, 6, 'web', 'Web')], { context }),
  overrides: [],
  before: undefined,
});

class Interrupted extends World {
  lines = '';
  full = false;
  readonly held = new Map<string, string>();
  readonly asked: string[] = [];
  /** Called once somebody has been told who holds what. */
  onAsked = (): void => undefined;
  readonly journal = new Journal(
    {
      read: () => Promise.resolve(this.lines),
      append: (line) => {
        if (this.full) return Promise.reject(new Error('ENOSPC: no space left on device'));
        this.lines += `${line}\n`;
        return Promise.resolve();
      },
    },
    this.store,
  );

  constructor(...events: readonly JournalEvent[]) {
    super();
    this.add('here', web(1), web(2), web(3), web(4));
    this.write(...events);
  }

  write(...events: readonly JournalEvent[]): void {
    for (const event of events) this.lines += `${JSON.stringify(event)}\n`;
  }

  async begin(): Promise<InterruptedOperations> {
    await this.journal.load();
    const locks = {
      holderOf: (key: string) => {
        this.asked.push(key);
        const holder = this.held.get(key);
        this.onAsked();
        return Promise.resolve(holder);
      },
    };
    return new InterruptedOperations(this.session, this.store, this.journal, locks, this.clock, this.log);
  }

  get results(): readonly unknown[] {
    return this.store.state.operations.map(({ id, outcome }) => [id, outcome?.result, outcome?.counts]);
  }

  async settled(): Promise<void> {
    for (let turn = 0; turn < 10; turn += 1) await settle();
  }
}

describe('InterruptedOperations', () => {
  it('ends what nobody carries out, with the counts of the engine, in the journal and in the live state', async () => {
    const world = new Interrupted(started('a'));
    await world.begin();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
    assert.equal(world.lines.trimEnd().split('\n').length, 2);
    assert.match(world.lines, /"ended".*"interrupted"/);
  });

  it('waits until the engine is connected whose operation it is', async () => {
    const world = new Interrupted(started('a', 'there'));
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    assert.deepEqual(world.asked, []);
  });

  it('leaves alone what is carried out, of several', async () => {
    const world = new Interrupted(started('a'), started('b', 'there'));
    world.held.set(`${engineOf(world)}|compose:shop/web`, 'this window');
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [
      ['b', undefined, undefined],
      ['a', undefined, undefined],
    ]);
  });

  it('asks again after a while whether another window still carries it out', async () => {
    const world = new Interrupted(started('a'));
    const key = `${engineOf(world)}|compose:shop/web`;
    world.held.set(key, 'other window');
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.asked, [key]);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    world.held.clear();
    world.store.update({});
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]], 'it asked again at once');
    await world.clock.advance(20_000);
    world.store.update({});
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
  });

  it('believes the other window that has ended it meanwhile', async () => {
    const world = new Interrupted(started('a'));
    await world.begin();
    world.write({ ...ended('done', { web: 6 }), operation: 'a', at: 5000 });
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'done', { web: 6 }]]);
  });

  it('leaves alone what this window carries out itself, whoever seems to hold it', async () => {
    const world = new Interrupted(started('a'));
    world.store.update({ own: new Map([['a', 'running']]) });
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('looks once more who holds it before it writes', async () => {
    const world = new Interrupted(started('a'));
    const key = `${engineOf(world)}|compose:shop/web`;
    world.onAsked = () => void world.held.set(key, 'other window');
    await world.begin();
    await world.connected();
    await world.settled();
    assert.deepEqual(world.asked, [key, key]);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('writes nothing once it is over', async () => {
    const world = new Interrupted(started('a'));
    const looking = await world.begin();
    world.onAsked = () => looking.dispose();
    await world.connected();
    await world.settled();
    assert.equal(world.asked.length, 1);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
  });

  it('connects where nobody else does, until it has looked', async () => {
    const world = new Interrupted(started('a'));
    await world.begin();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
    assert.equal(world.session.demand.wanted, false);
    await world.clock.advance(20_000);
    assert.deepEqual([world.phase, world.attempts, world.clock.pending.length], ['idle', ['here'], 1]);
  });

  it('connects to no engine where nothing is open, nor twice to one that it was not on', async () => {
    const calm = new Interrupted(started('a'), { ...ended('done', { web: 6 }), operation: 'a', at: 5000 });
    await calm.begin();
    await calm.settled();
    assert.deepEqual(calm.attempts, []);
    const world = new Interrupted(started('a', 'there'));
    await world.begin();
    await world.clock.advance(120_000);
    assert.deepEqual([world.attempts, world.phase], [['here'], 'idle']);
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    world.add('there', web(1));
    await world.choice.pin('there');
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 1 }]]);
  });

  it('stays connected while another window carries it out, and looks again by itself', async () => {
    const world = new Interrupted(started('a'));
    const key = `${engineOf(world)}|compose:shop/web`;
    world.held.set(key, 'other window');
    await world.begin();
    await world.clock.advance(60_000);
    assert.deepEqual([world.phase, world.asked.length], ['connected', 5]);
    world.held.clear();
    await world.clock.advance(15_000);
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
    assert.equal(world.session.demand.wanted, false);
  });

  it('waits for an engine that does not answer, and not for ever', async () => {
    const world = new Interrupted(started('a'));
    world.refusal = failure('no-engine');
    await world.begin();
    await world.clock.advance(9 * 60_000);
    assert.equal(world.session.demand.wanted, true);
    await world.clock.advance(2 * 60_000);
    assert.equal(world.session.demand.wanted, false);
    world.refusal = undefined;
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', 'interrupted', { web: 4 }]]);
  });

  it('says when it cannot be written down, and leaves it open', async () => {
    const world = new Interrupted(started('a'));
    await world.begin();
    world.full = true;
    await world.connected();
    await world.settled();
    assert.deepEqual(world.results, [['a', undefined, undefined]]);
    assert.match(world.warnings.join('\n'), /could not be written down: ENOSPC/);
  });
});

/** The id of the engine that the world's contexts lead to. */
function engineOf(world: Interrupted): string {
  const connection = world.answer({
    name: 'here',
    description: '',
    endpoint: { transport: 'invalid', raw: '', problem: '' },
  });
  world.attempts.length = 0;
  return connection.ok ? connection.value.info.id : '';
}
