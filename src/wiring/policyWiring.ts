import * as vscode from 'vscode';
import type { Past } from '../core/dashboard/past.js';
import { ReplicaHistory } from '../app/dashboard/replicaHistory.js';
import { CalendarFeeds } from '../app/live/calendarFeeds.js';
import type { DemoHost } from '../app/demo/demoHost.js';
import type { Demand } from '../app/live/demand.js';
import { FigureFeed } from '../app/live/figureFeed.js';
import type { LiveStore } from '../app/live/liveStore.js';
import type { EngineSession } from '../app/connection/engineSession.js';
import type { Operations } from '../app/operations/operations.js';
import { ScheduleActor } from '../app/operations/schedule/scheduleActor.js';
import { PolicyKeeper } from '../app/policy/policyKeeper.js';
import { RememberedKeys } from '../app/rememberedKeys.js';
import type {
  CalendarParser,
  CalendarReader,
  Clock,
  FigureSources,
  Log,
  Secrets,
  StateFile,
  WorkspaceMemory,
} from '../app/ports.js';
import type { RunbookCode } from '../app/runbookCode.js';
import { defaultRunbook, runbookFor } from '../core/runbook/bundledRunbook.js';
import { Notifier } from '../editor/policy/notifier.js';
import { tellActedAlone } from '../editor/policy/tellActedAlone.js';
import { RunbookFiles } from '../editor/runbook/runbookFiles.js';
import { onDidChangeSetting, settings } from '../editor/settings.js';
import { DisposableStore, type Disposable } from '../util/disposable.js';

export interface PolicyNeeds {
  /** Who looks at what the rules say. */
  readonly demand: Demand;
  readonly store: LiveStore;
  readonly session: EngineSession;
  readonly operations: () => Promise<Operations>;
  readonly clock: Clock;
  readonly log: Log;
  /** Whose runbook is in force for its stack while it runs. */
  readonly demo: DemoHost;
  readonly memory: WorkspaceMemory;
  readonly secrets: Secrets;
  readonly stateFile: StateFile;
  readonly runbookCode: () => Promise<RunbookCode>;
  readonly figureSources: () => Promise<FigureSources>;
  readonly calendarReader: CalendarReader;
  readonly calendarParser: CalendarParser;
}

/** The second half of the composition root, a bundle of its own: the rules with all that feeds them, made when somebody first looks. */
export function wirePolicy(needs: PolicyNeeds): {
  readonly pieces: Disposable;
  readonly runbooks: RunbookFiles;
  readonly past: Past;
} {
  const { demand, store, session, clock, log, secrets } = needs;
  const pieces = new DisposableStore();
  const runbooks = pieces.add(
    new RunbookFiles(store, needs.runbookCode, needs.demo, (listener) =>
      onDidChangeSetting('scalebook.runbookFile', listener),
    ),
  );
  const keeper = pieces.add(new PolicyKeeper(store, clock, needs.stateFile, log));
  pieces.add(new Notifier(store, keeper, new RememberedKeys(needs.memory, 'toldEpisodes')));
  const mayActAlone = (): boolean => settings.scheduleActs() && vscode.workspace.isTrusted;
  const acted = new RememberedKeys(needs.memory, 'actedAlone');
  pieces.add(new ScheduleActor(store, needs.operations, clock, acted, mayActAlone, tellActedAlone, log));
  pieces.add(
    new FigureFeed(
      demand,
      session,
      store,
      clock,
      // In an untrusted workspace nobody but the engine is asked, and nothing is run in a container.
      (stack) => (vscode.workspace.isTrusted ? runbookFor(stack, store.state.runbooks) : defaultRunbook),
      needs.figureSources,
      secrets,
    ),
  );
  pieces.add(new CalendarFeeds(demand, store, clock, needs.calendarReader, needs.calendarParser));
  const replicas = pieces.add(new ReplicaHistory(store));
  const past: Past = {
    ofService: (serviceId) => keeper.historyOf(serviceId),
    ofReplica: (replicaId) => replicas.ofReplica(replicaId),
  };
  return { pieces, runbooks, past };
}
