import type { EngineSession } from '../app/connection/engineSession.js';
import type { Demand } from '../app/live/demand.js';
import type { LiveStore } from '../app/live/liveStore.js';
import type { InterruptedOperations } from '../app/operations/after/interruptedOperations.js';
import type { Journal } from '../app/operations/journal.js';
import type { OperationRunner } from '../app/operations/run/operationRunner.js';
import type { TeamMessenger } from '../app/operations/ports.js';
import { Reminders } from '../app/operations/after/reminders.js';
import { ReminderTimes } from '../app/operations/after/reminderTimes.js';
import { TeamTeller } from '../app/operations/after/teamTeller.js';
import type { UnwrittenTeller } from '../app/operations/after/unwrittenTeller.js';
import { WatchAfter } from '../app/operations/after/watchAfter.js';
import type { Clock, Log, WorkspaceMemory } from '../app/ports.js';
import type { Verifications } from '../app/verification/verifications.js';
import { VerifyAfter } from '../app/verification/verifyAfter.js';
import { RememberedKeys } from '../app/rememberedKeys.js';
import { defaultRunbook, runbookFor } from '../core/runbook/bundledRunbook.js';
import type { OperationPolicy } from '../core/runbook/operationPolicy.js';
import { emptySnapshot, findStack } from '../core/stack/stack.js';
import type { Webhook } from '../core/team/webhook.js';
import { askWhetherFewer } from '../editor/operations/askWhetherFewer.js';
import { tellNotTold } from '../editor/operations/tellNotTold.js';
import { tellWorse } from '../editor/operations/tellWorse.js';
import { settings } from '../editor/settings.js';
import { messageOf } from '../util/messageOf.js';
import { DisposableStore, type Disposable } from '../util/disposable.js';
import { endedMessage } from '../view/team/endedMessage.js';
import { startedMessage } from '../view/team/startedMessage.js';

export interface FollowUpNeeds {
  readonly session: EngineSession;
  readonly store: LiveStore;
  /** What is looked at in a look: readings, and the rules with all that feeds them. */
  readonly needs: readonly Demand[];
  readonly runner: OperationRunner;
  readonly interrupted: Pick<InterruptedOperations, 'onDidEnd'>;
  readonly unwritten: UnwrittenTeller;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly log: Log;
  readonly memory: WorkspaceMemory;
  /** The window before this one ended with something to do. */
  readonly somethingLeft: boolean;
  readonly webhook: () => Promise<Webhook | undefined>;
  readonly messenger: () => Promise<TeamMessenger>;
  readonly verifications: Verifications;
}

/**
 * What goes with an operation and comes after it: the team is told, what it changed is verified and watched, and somebody is asked whether
 * fewer would do.
 */
export function wireFollowUps(needs: FollowUpNeeds): {
  readonly pieces: Disposable;
  readonly teller: TeamTeller;
} {
  const { session, store, runner, journal, clock, log, memory } = needs;
  const pieces = new DisposableStore();
  const policyOf = (stackId: string): OperationPolicy => {
    const stack = findStack(store.state.snapshot ?? emptySnapshot, stackId);
    return (stack ? runbookFor(stack, store.state.runbooks) : defaultRunbook).operations;
  };
  const teller = pieces.add(
    new TeamTeller(
      needs.messenger,
      needs.webhook,
      settings.tellTeam,
      { started: startedMessage, ended: endedMessage },
      new RememberedKeys(memory, 'toldTeam'),
      memory,
      tellNotTold,
    ),
  );
  const watch = pieces.add(
    new WatchAfter(
      journal,
      store,
      [session.demand, ...needs.needs],
      clock,
      memory,
      policyOf,
      (operation, worsened) => void tellWorse(operation, worsened),
      log,
      needs.unwritten,
      needs.somethingLeft,
    ),
  );
  const reminders = pieces.add(
    new Reminders(session, store, clock, new ReminderTimes(memory), policyOf, askWhetherFewer),
  );
  const verify = pieces.add(new VerifyAfter(needs.verifications, settings.verifyAfter, clock, log));
  pieces.add(
    runner.onDidStart((operation) => {
      verify.started(operation);
      void teller.started(operation);
      void watch.started(operation);
    }),
  );
  pieces.add(
    runner.onDidEnd((operation) => {
      void watch.ended(operation);
      void verify.ended(operation);
      reminders.ended(operation);
    }),
  );
  pieces.add(
    needs.interrupted.onDidEnd((operation) => {
      void verify.found(operation);
      reminders.ended(operation);
    }),
  );
  // One that ended with an earlier window ended without anybody to tell it: that is found later.
  let seen = store.state.operations;
  pieces.add(
    store.onDidChange(({ operations }) => {
      if (operations === seen) return;
      seen = operations;
      for (const operation of operations) void teller.ended(operation);
    }),
  );
  // Reminders are of operations that the journal knows. Why it cannot be read is told by whoever looks at it.
  journal.load().then(
    () => reminders.start(),
    (error: unknown) => log.warn(`The journal could not be read for what was left to do: ${messageOf(error)}`),
  );
  return { pieces, teller };
}
