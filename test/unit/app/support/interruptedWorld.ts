import { ConnectForOpen } from '../../../../src/app/operations/connectForOpen.js';
import { InterruptedOperations } from '../../../../src/app/operations/after/interruptedOperations.js';
import { Journal } from '../../../../src/app/operations/journal.js';
import type { JournalEvent } from '../../../../src/core/operation/journalEvent.js';
import { operationPlan, scaleStage } from '../../support/operations.js';
import { settle } from './manualClock.js';
import { web } from './runnerWorld.js';
import { World } from './world.js';

export const started = (
  operation: string,
  context = 'here',
  stage = scaleStage(3, 6, 'web', 'Web'),
  at = 1000,
): JournalEvent => ({
  operation,
  at,
  event: 'started',
  by: 'ana',
  plan: operationPlan([stage], { context }),
  overrides: [],
  before: undefined,
});

/** A window that finds a journal of these lines, and an engine with four replicas of web. */
export class Interrupted extends World {
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

  /** Looks for what was interrupted, and connects for it where nobody else does. */
  async alone(): Promise<void> {
    await this.begin();
    new ConnectForOpen(this.session.demand, this.store, this.clock);
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

/** The id of the engine that the world's contexts lead to. */
export function engineOf(world: Interrupted): string {
  const connection = world.answer({
    name: 'here',
    description: '',
    endpoint: { transport: 'invalid', raw: '', problem: '' },
  });
  world.attempts.length = 0;
  return connection.ok ? connection.value.info.id : '';
}
