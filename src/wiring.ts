import * as vscode from 'vscode';
import { ContextChoice } from './app/connection/contextChoice.js';
import { EngineSession } from './app/connection/engineSession.js';
import { LiveStore } from './app/live/liveStore.js';
import { CalendarFeed } from './app/live/calendarFeed.js';
import { FigureFeed } from './app/live/figureFeed.js';
import { UsageFeed } from './app/live/usageFeed.js';
import { OperationRunner } from './app/operations/operationRunner.js';
import { Planner } from './app/operations/planner.js';
import { ScheduleActor } from './app/operations/scheduleActor.js';
import { ScalerSet } from './app/operations/scalerSet.js';
import { WantedCounts } from './app/operations/wantedCounts.js';
import { PolicyKeeper } from './app/policy/policyKeeper.js';
import { VerifyStack } from './app/verification/verifyStack.js';
import { runbookFor } from './core/runbook/bundledRunbook.js';
import { systemClock } from './editor/clock.js';
import { registerCommands } from './editor/commands/registerCommands.js';
import { createOutputLog } from './editor/log.js';
import { Pages } from './editor/pages.js';
import { Notifier } from './editor/policy/notifier.js';
import { tellActedAlone } from './editor/policy/tellActedAlone.js';
import { workspaceStateFile } from './editor/policy/stateFile.js';
import { RunbookFiles } from './editor/runbook/runbookFiles.js';
import { registerRunbookLanguage } from './editor/runbook/runbookLanguage.js';
import { EditorSecrets } from './editor/secrets.js';
import { onDidChangeSetting, settings } from './editor/settings.js';
import { StatusBar } from './editor/statusBar/statusBar.js';
import { workspaceMemory } from './editor/storage.js';
import { StacksTree } from './editor/tree/stacksTree.js';
import { StacksView } from './editor/tree/stacksView.js';
import { DisposableStore, type Disposable } from './util/disposable.js';

/** The composition root: makes every piece, in order. The engine's and the sources' code is loaded when first used. */
export function wire(context: vscode.ExtensionContext): { readonly pieces: Disposable; readonly tree: StacksTree } {
  const pieces = new DisposableStore();
  const engine = once(() => import('./engine/main.js'));
  const sources = once(() => import('./sources/main.js'));
  const runbookCode = once(() => import('./core/runbook/file/main.js'));
  const log = pieces.add(createOutputLog());
  const memory = workspaceMemory(context.workspaceState);

  const choice = new ContextChoice(
    { list: async () => (await engine()).createContextStore(process.env).list() },
    memory,
  );
  const store = pieces.add(new LiveStore());
  const session = pieces.add(
    new EngineSession(async () => (await engine()).createConnector(), choice, store, systemClock, log),
  );
  const usage = pieces.add(new UsageFeed(session, store, systemClock));
  const secrets = new EditorSecrets(context.secrets);
  const figures = pieces.add(
    new FigureFeed(
      session,
      store,
      systemClock,
      (stack) => runbookFor(stack, store.state.runbooks),
      async () => (await sources()).createFigureSources(),
      secrets,
    ),
  );
  const calendars = pieces.add(
    new CalendarFeed(store, systemClock, async () => (await sources()).createCalendarReader()),
  );
  const runbooks = pieces.add(
    new RunbookFiles(store, runbookCode, (listener) => onDidChangeSetting('scalebook.runbookFile', listener)),
  );
  pieces.add(registerRunbookLanguage(runbookCode));
  const keeper = pieces.add(
    new PolicyKeeper(store, systemClock, workspaceStateFile(context.storageUri, 'policy.json'), log),
  );
  const scalers = new ScalerSet(
    async () => (await engine()).createReplicateScaler(),
    async () => (await engine()).createComposeScaler(settings.dockerPath(), process.env),
  );
  const wanted = new WantedCounts(memory);
  const planner = new Planner(session, store, scalers, settings.scaler);
  const runner = new OperationRunner(session, store, scalers, wanted, systemClock, log);
  const verify = new VerifyStack(session, store, wanted, async () => (await sources()).createHttpProbe(), systemClock);

  pieces.add(new Notifier(store, keeper));
  const mayActAlone = (): boolean => settings.scheduleActs() && vscode.workspace.isTrusted;
  pieces.add(new ScheduleActor(store, planner, runner, mayActAlone, tellActedAlone));

  const tree = pieces.add(new StacksTree(store));
  const view = pieces.add(
    new StacksView(tree, store, runbooks, [session.demand, usage.demand, figures.demand, calendars.demand]),
  );
  const statusBar = pieces.add(new StatusBar(store, [session.demand, usage.demand, figures.demand, calendars.demand]));
  pieces.add(view.onDidBecomeVisible(() => statusBar.markUseful()));
  const pages = pieces.add(new Pages());
  pieces.add(
    registerCommands({
      store,
      session,
      choice,
      planner,
      runner,
      verify,
      runbooks,
      runbookCode,
      secrets,
      shippedFile: (path) => vscode.Uri.joinPath(context.extensionUri, path),
      tree,
      pages,
      log,
    }),
  );
  return { pieces, tree };
}

/** Makes it when first asked; a failure is not kept, so that asking again tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}
