import type { EngineSession } from '../app/connection/engineSession.js';
import type { Demand } from '../app/live/demand.js';
import type { LiveStore } from '../app/live/liveStore.js';
import { ChangeRunner } from '../app/operations/change/changeRunner.js';
import { CountOutlook } from '../app/operations/schedule/countOutlook.js';
import { within } from '../app/operations/guards/within.js';
import { GuardReader } from '../app/operations/guardFacts.js';
import type { Journal } from '../app/operations/journal.js';
import { LiveGuards } from '../app/operations/liveGuards.js';
import type { OperationParts } from '../app/operations/operationParts.js';
import { OperationRunner } from '../app/operations/run/operationRunner.js';
import type { Operations } from '../app/operations/operations.js';
import { PlanLater } from '../app/operations/planLater.js';
import { Planner } from '../app/operations/planner.js';
import { ClientsBack } from '../app/operations/connections/clientsBack.js';
import type { InterruptedOperations } from '../app/operations/after/interruptedOperations.js';
import { LimitReader } from '../app/operations/connections/limitReader.js';
import { lookAtLimit } from '../app/operations/connections/lookAtLimit.js';
import { SetConnections } from '../app/operations/connections/setConnections.js';
import type { ScalerSet } from '../app/operations/change/scalerSet.js';
import type { UnwrittenTeller } from '../app/operations/after/unwrittenTeller.js';
import type { WantedCounts } from '../app/operations/change/wantedCounts.js';
import { userName } from '../editor/user.js';
import type { GuardSources, ServiceLocks, TeamMessenger } from '../app/operations/ports.js';
import type { Clock, Log, WorkspaceMemory } from '../app/ports.js';
import type { TimesBefore } from '../app/verification/timesBefore.js';
import type { Verifications } from '../app/verification/verifications.js';
import type { Webhook } from '../core/team/webhook.js';
import { settings } from '../editor/settings.js';
import { wireFollowUps } from './followUpWiring.js';
import { messageOf } from '../util/messageOf.js';
import { DisposableStore, type Disposable } from '../util/disposable.js';
import { limitFaultText } from '../view/words/limits/limitFaultWords.js';
import { stageGuardText } from '../view/words/guards/stageGuardWords.js';

export interface OperationNeeds {
  readonly session: EngineSession;
  readonly store: LiveStore;
  /** What is looked at while an operation runs: readings, and the rules with all that feeds them. */
  readonly needs: readonly Demand[];
  readonly scalers: ScalerSet;
  readonly guardSources: () => Promise<GuardSources>;
  readonly wanted: WantedCounts;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly locks: ServiceLocks;
  readonly interrupted: Pick<InterruptedOperations, 'onDidEnd'>;
  readonly unwritten: UnwrittenTeller;
  readonly memory: WorkspaceMemory;
  /** The window before this one ended with something to do. */
  readonly somethingLeft: boolean;
  /** Where the team is told. */
  readonly webhook: () => Promise<Webhook | undefined>;
  readonly messenger: () => Promise<TeamMessenger>;
  readonly verifications: Verifications;
  readonly timesBefore: () => Promise<TimesBefore>;
  /** False in an untrusted workspace, where nothing is run. */
  readonly mayRun: () => boolean;
  /** What other windows are told of this one. */
  readonly window: string;
}

/** A full verification compares with them; no operation is held up for want of them. */
const timesFor =
  ({ timesBefore, log }: Pick<OperationNeeds, 'timesBefore' | 'log'>): OperationParts['timesBefore'] =>
  async (operation, signal) => {
    if (settings.verifyAfter() !== 'full') return [];
    return within(longestMs, signal, [], async (bounded) => {
      try {
        return await (await timesBefore()).take(operation, bounded);
      } catch (error) {
        log.warn(`The times before operation ${operation.id} could not be taken: ${messageOf(error)}`);
        return [];
      }
    });
  };
const longestMs = 10_000;

/** The third part of the composition root, a bundle of its own: what plans and runs operations, made with the first of them. */
export function wireOperations(needs: OperationNeeds): {
  readonly pieces: Disposable;
  readonly operations: Operations;
} {
  const { session, store, scalers, wanted, clock, log, journal, locks } = needs;
  const pieces = new DisposableStore();
  const guarding = { protectedContexts: settings.protectedContexts, mayRun: needs.mayRun };
  const reader = new GuardReader(store, needs.guardSources, locks, guarding, clock);
  const guards = new LiveGuards(reader, (draft, connection, signal) =>
    lookAtLimit(draft, connection, needs.mayRun(), signal),
  );
  const connections = new ClientsBack(
    new SetConnections(session, store, clock, limitFaultText),
    store,
    clock,
    limitFaultText,
  );
  const planner = new Planner(session, store, scalers, settings.scaler, guards);
  const changes = new ChangeRunner(session, store, scalers, wanted, clock, log);
  const runner = pieces.add(
    new OperationRunner({
      session,
      store,
      needs: needs.needs,
      planner,
      changes,
      connections,
      guardText: stageGuardText,
      journal,
      locks,
      memory: needs.memory,
      timesBefore: timesFor(needs),
      clock,
      log,
      who: userName(),
      window: needs.window,
    }),
  );
  const { memory, webhook, messenger, verifications } = needs;
  const followUps = wireFollowUps({
    session,
    store,
    needs: needs.needs,
    runner,
    interrupted: needs.interrupted,
    unwritten: needs.unwritten,
    journal,
    clock,
    log,
    memory,
    somethingLeft: needs.somethingLeft,
    webhook,
    messenger,
    verifications,
  });
  pieces.add(followUps.pieces);
  const limits = new LimitReader(session, store, needs.mayRun);
  const later = pieces.add(new PlanLater(clock));
  const outlook = new CountOutlook(session, store, reader, settings.scaler);
  return { pieces, operations: { planner, runner, journal, teller: followUps.teller, limits, later, outlook } };
}
