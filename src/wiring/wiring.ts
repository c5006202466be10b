import * as vscode from 'vscode';
import { ContextChoice } from '../app/connection/contextChoice.js';
import { EngineSession } from '../app/connection/engineSession.js';
import { DemoHost } from '../app/demo/demoHost.js';
import { Demand } from '../app/live/demand.js';
import { LiveStore } from '../app/live/liveStore.js';
import { UsageFeed } from '../app/live/usageFeed.js';
import type { TeamMessenger } from '../app/operations/ports.js';
import { hasPendingWork } from '../app/operations/after/pendingWork.js';
import { ScalerSet } from '../app/operations/change/scalerSet.js';
import { WantedCounts } from '../app/operations/change/wantedCounts.js';
import { Verifications } from '../app/verification/verifications.js';
import { demoContext, demoContextName, isDemo } from '../core/demo/demoContext.js';
import { registerChecklistLanguage } from '../editor/checklist/registerChecklistLanguage.js';
import { systemClock } from '../editor/clock.js';
import { loginDesk } from '../editor/login/loginDesk.js';
import { onPageBack } from '../editor/onPageBack.js';
import { checklistPanelType, dashboardPanelType } from '../editor/ids.js';
import { onVerifications } from '../editor/onVerifications.js';
import { registerCommands } from '../editor/commands/registerCommands.js';
import { createOutputLog } from '../editor/log.js';
import { Pages } from '../editor/pages.js';
import { workspaceStateFile } from '../editor/policy/stateFile.js';
import { onRunbookSeen } from '../editor/runbook/onRunbookSeen.js';
import { registerRunbookLanguage } from '../editor/runbook/runbookLanguage.js';
import { EditorSecrets } from '../editor/secrets.js';
import { settings } from '../editor/settings.js';
import { StatusBar } from '../editor/statusBar/statusBar.js';
import { workspaceMemory } from '../editor/storage.js';
import { ChecklistsView } from '../editor/tree/checklistsView.js';
import { HistoryView } from '../editor/tree/historyView.js';
import { TeamWebhook } from '../editor/team/teamWebhook.js';
import { StacksTree } from '../editor/tree/stacksTree.js';
import { StacksView } from '../editor/tree/stacksView.js';
import { DisposableStore, type Disposable } from '../util/disposable.js';
import { once } from '../util/once.js';

/** The composition root: makes every piece, in order. What is not needed to begin with is a bundle of its own, loaded when first used. */
export function wire(context: vscode.ExtensionContext): {
  readonly pieces: Disposable;
  readonly tree: StacksTree;
  readonly history: HistoryView;
  readonly runs: ChecklistsView;
} {
  const pieces = new DisposableStore();
  const engine = once(() => import('../engine/main.js'));
  const sources = once(() => import('../sources/main.js'));
  const demoCode = once(() => import('../demo/main.js'));
  const calendar = once(() => import('../sources/calendar/main.js'));
  const runbookCode = once(() => import('../core/runbook/file/main.js'));
  const checklistCode = once(() => import('../core/checklist/markdown/main.js'));
  const swarmMove = once(() => import('../core/swarmMove/main.js'));
  const log = pieces.add(createOutputLog());
  const memory = workspaceMemory(context.workspaceState);
  // As it is now: what is read later may have been dealt with by then.
  const somethingLeft = hasPendingWork(memory);
  const secrets = new EditorSecrets(context.secrets);
  const webhook = new TeamWebhook(secrets, context.storageUri?.toString() ?? 'no folder');
  const messenger = async (): Promise<TeamMessenger> => (await sources()).createTeamMessenger();

  const choice = new ContextChoice(
    { list: async () => (await engine()).createContextStore(process.env, [demoContext]).list() },
    memory,
  );
  const store = pieces.add(new LiveStore());
  const demo = pieces.add(
    new DemoHost(
      async () => (await engine()).createConnector(process.env, loginDesk),
      async () => (await demoCode()).startDemo(),
    ),
  );
  const session = pieces.add(new EngineSession(() => Promise.resolve(demo), choice, store, systemClock, log));
  // After the session, which lets go of its connection first.
  pieces.add(
    choice.onDidChange(() => void choice.chosen().then(({ context }) => (isDemo(context) ? undefined : demo.end()))),
  );
  const usage = pieces.add(new UsageFeed(session, store, systemClock));

  const scalers = new ScalerSet(
    async () => (await engine()).createReplicateScaler(),
    async () => (await engine()).createComposeScaler(settings.dockerPath(), process.env),
    async () => (await engine()).createSwarmScaler(),
  );
  const wanted = new WantedCounts(memory);
  pieces.add(demo.onDidChange(() => void wanted.forget(demoContextName)));

  const rules = new Demand();
  const journal = once(async () => {
    const { wireJournal } = await import('./journalWiring.js');
    const locksFolder = vscode.Uri.joinPath(context.globalStorageUri, 'locks').fsPath;
    const made = wireJournal({
      session,
      store,
      clock: systemClock,
      log,
      memory,
      folder: (context.storageUri ?? context.globalStorageUri).fsPath,
      locksFolder,
    });
    pieces.add(made.pieces);
    return made;
  });
  const verification = once(async () => {
    const { wireVerification } = await import('./verificationWiring.js');
    return wireVerification({
      session,
      store,
      needs: [usage.demand, rules],
      wanted,
      sources: async () => (await sources()).createVerificationSources(),
      figures: async () => (await sources()).createFigureSources(),
      ends: async (...asked) => (await engine()).createDiagnosisSources().ends(...asked),
      secrets,
      mayAsk: () => vscode.workspace.isTrusted,
      clock: systemClock,
    });
  });
  const verifications = new Verifications(async () => (await verification()).verifier, store, journal);
  const operations = once(async () => {
    const { wireOperations } = await import('./operationWiring.js');
    const made = wireOperations({
      session,
      store,
      needs: [usage.demand, rules],
      scalers,
      guardSources: async () => (await engine()).createGuardSources(settings.dockerPath(), process.env),
      wanted,
      clock: systemClock,
      log,
      ...(await journal()),
      memory,
      somethingLeft,
      webhook: () => webhook.get(),
      messenger,
      verifications,
      timesBefore: async () => (await verification()).timesBefore,
      mayRun: () => vscode.workspace.isTrusted,
      window: vscode.workspace.name ?? 'another window',
    });
    pieces.add(made.pieces);
    return made.operations;
  });
  const policy = once(async () => {
    const { wirePolicy } = await import('./policyWiring.js');
    const made = wirePolicy({
      demand: rules,
      store,
      session,
      operations,
      clock: systemClock,
      log,
      demo,
      memory,
      secrets,
      stateFile: workspaceStateFile(context.storageUri, 'policy.json'),
      runbookCode,
      figureSources: async () => (await sources()).createFigureSources(),
      calendarReader: {
        read: async (...location) => (await sources()).readCalendar(...location),
      },
      calendarParser: {
        parse: async (...text) => (await calendar()).parseCalendar(...text),
      },
    });
    pieces.add(made.pieces);
    return made;
  });
  const loadPolicy = (): void => {
    policy().catch((error: unknown) => log.warn(`The rules could not be loaded: ${String(error)}`));
  };
  pieces.add(rules.onDidChange(() => (rules.wanted ? loadPolicy() : undefined)));
  pieces.add(onRunbookSeen(loadPolicy));
  pieces.add(registerRunbookLanguage(runbookCode));
  const checklistLanguage = once(async () => {
    const { createChecklistLanguage } = await import('../editor/checklist/language/main.js');
    return pieces.add(createChecklistLanguage(checklistCode));
  });
  pieces.add(registerChecklistLanguage(checklistLanguage));

  if (somethingLeft) {
    operations().catch((error: unknown) => log.warn(`What was left to do could not be taken up: ${String(error)}`));
  }

  const needs = [session.demand, usage.demand, rules];
  const tree = pieces.add(new StacksTree(store));
  const view = pieces.add(new StacksView(tree, store, needs));
  const statusBar = pieces.add(new StatusBar(store, needs));
  pieces.add(view.onDidBecomeVisible(() => statusBar.markUseful()));
  const pages = pieces.add(new Pages());
  const history = pieces.add(new HistoryView(store, async () => (await journal()).history()));
  const diagnosis = once(async () => {
    const { wireDiagnosis } = await import('./diagnosisWiring.js');
    return wireDiagnosis({
      session,
      store,
      needs: [usage.demand, rules],
      clock: systemClock,
      sources: async () => (await engine()).createDiagnosisSources(),
      guardSources: async () => (await engine()).createGuardSources(settings.dockerPath(), process.env),
      verificationSources: async () => (await sources()).createVerificationSources(),
      readRunbooks: async () => (await policy()).runbooks.readNow(),
      loadJournal: async () => void (await (await journal()).journal.load()),
      mayRun: () => vscode.workspace.isTrusted,
      pages,
    });
  });
  const reports = once(async () => {
    const { createReports } = await import('../editor/panel/main.js');
    return pieces.add(
      createReports({
        store,
        verifications,
        journal: async () => (await journal()).journal,
        diagnosis,
        extension: context.extensionUri,
        log,
      }),
    );
  });
  pieces.add(onVerifications(store, reports));
  const dashboards = once(async () => {
    const { createDashboards } = await import('../editor/panel/dashboardMain.js');
    return pieces.add(
      createDashboards({
        store,
        needs,
        past: async () => (await policy()).past,
        loadJournal: async () => void (await (await journal()).journal.load()),
        extension: context.extensionUri,
        log,
      }),
    );
  });
  pieces.add(onPageBack(dashboardPanelType, dashboards));
  const checklists = once(async () => {
    const { wireChecklists } = await import('./checklistWiring.js');
    const made = wireChecklists({
      ...{ store, clock: systemClock, log, operations, needs, webhook, messenger, code: checklistCode },
      journal: async () => (await journal()).journal,
      bundled: vscode.Uri.joinPath(context.extensionUri, 'media/scaling-checklist.md'),
      extension: context.extensionUri,
      shells: async () => (await engine()).createShells(process.env),
    });
    pieces.add(made.pieces);
    return made;
  });
  const runs = pieces.add(new ChecklistsView(store, async () => (await checklists()).source()));
  pieces.add(onPageBack(checklistPanelType, async () => (await checklists()).panels()));
  const commands = once(async () => {
    const { commandHandlers } = await import('../editor/commands/main.js');
    return commandHandlers({
      store,
      session,
      choice,
      operations,
      wanted,
      reports,
      dashboards,
      checklists: async () => (await checklists()).desk,
      demo,
      journal: async () => (await journal()).journal,
      runbooks: async () => (await policy()).runbooks,
      needs,
      runbookCode,
      swarmMove,
      diagnosis,
      secrets,
      webhook,
      messenger,
      tree,
      pages,
      log,
    });
  });
  pieces.add(registerCommands(commands));
  return { pieces, tree, history, runs };
}
