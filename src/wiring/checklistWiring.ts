import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import { ChecklistRuns } from '../app/checklist/checklistRuns.js';
import type { ChecklistCode } from '../app/checklist/checklistCode.js';
import { CommandRunner } from '../app/checklist/commandRunner.js';
import type { Shells } from '../app/checklist/ports.js';
import { RunTexts } from '../app/checklist/runTexts.js';
import type { Demand } from '../app/live/demand.js';
import type { LiveStore } from '../app/live/liveStore.js';
import type { Journal } from '../app/operations/journal.js';
import type { Operations } from '../app/operations/operations.js';
import type { TeamMessenger } from '../app/operations/ports.js';
import type { Clock, Log } from '../app/ports.js';
import type { Task } from '../core/checklist/document.js';
import type { ChecklistRun } from '../core/checklist/run.js';
import type { DockerContext } from '../core/connection/dockerContext.js';
import { commandDesk } from '../editor/checklist/commandDesk.js';
import { EditorDocuments } from '../editor/checklist/editorDocuments.js';
import type { Checklists } from '../editor/panel/checklists.js';
import { ChecklistDesk } from '../editor/checklist/checklistDesk.js';
import type { TeamWebhook } from '../editor/team/teamWebhook.js';
import type { ChecklistsSource } from '../editor/tree/checklistsView.js';
import { userName } from '../editor/user.js';
import { DisposableStore, type Disposable } from '../util/disposable.js';
import { once } from '../util/once.js';
import { findingWords } from '../view/checklist/findingWords.js';
import { runRows } from '../view/checklist/runRows.js';

export interface ChecklistNeeds {
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: () => Promise<Journal>;
  readonly operations: () => Promise<Operations>;
  /** The bundled checklist. */
  readonly bundled: vscode.Uri;
  readonly extension: vscode.Uri;
  readonly code: () => Promise<ChecklistCode>;
  readonly shells: () => Promise<Shells>;
  /** What has to be wanted by somebody for figures to come in. */
  readonly needs: readonly Demand[];
  readonly webhook: TeamWebhook;
  readonly messenger: () => Promise<TeamMessenger>;
}

export interface WiredChecklists {
  readonly pieces: Disposable;
  readonly desk: ChecklistDesk;
  readonly panels: () => Promise<Checklists>;
  /** What the sidebar shows; rejects where the journal cannot be read. */
  readonly source: () => Promise<ChecklistsSource>;
}

/** A part of the composition root, a bundle of its own: runs of checklists, loaded when somebody first looks at them. */
export function wireChecklists(needs: ChecklistNeeds): WiredChecklists {
  const { store, clock, log, journal, operations } = needs;
  const pieces = new DisposableStore();
  const documents = new EditorDocuments(needs.bundled, needs.code);
  const texts = pieces.add(new RunTexts(documents));
  let tellsTeam: Pick<Operations, 'teller'> | undefined;
  const runner = pieces.add(
    new ChecklistRuns({
      ...{ store, clock, log, journal, texts, needs: needs.needs },
      planner: async () => (tellsTeam = await operations()).planner,
      words: findingWords,
      isTold: (operation, what) =>
        (what === 'end' ? tellsTeam?.teller.knowsEnd(operation) : tellsTeam?.teller.knows(operation)) ?? false,
      user: userName,
      newId: randomUUID,
    }),
  );
  const load = async (): Promise<unknown> => (await journal()).load();
  const panels = once(() => makePanels());
  const desk = new ChecklistDesk({
    ...{ store, runner, texts, documents, journal },
    team: { webhook: needs.webhook, messenger: needs.messenger },
    show: async (run) => (await panels()).show(run),
  });
  const makePanels = async (): Promise<Checklists> => {
    const [{ createChecklists }, shells] = await Promise.all([
      import('../editor/panel/checklistMain.js'),
      needs.shells(),
    ]);
    const fences = pieces.add(
      new CommandRunner({
        ...{ shells, documents, clock, desk: commandDesk, who: userName() },
        context: () => contextIn(store),
        runs: { find: (id) => desk.find(id) },
        witness: {
          record: async (event) => (await journal()).record(event),
          output: (run, fence, text) => void panels().then((open) => open.output(run, fence, text)),
        },
      }),
    );
    return pieces.add(
      createChecklists({ ...{ store, documents, runner, fences, desk, load, log }, extension: needs.extension }),
    );
  };
  const source = async (): Promise<ChecklistsSource> => {
    await load();
    return {
      rows: (state, now) => {
        const open = state.checklistRuns.filter(({ endedAt }) => endedAt === undefined);
        texts.keepOnly(open.map((run) => run.source));
        const tasks = (run: ChecklistRun): readonly Task[] | undefined =>
          run.endedAt === undefined ? texts.stages(run.source)?.flatMap((stage) => stage.tasks) : undefined;
        return runRows(state.checklistRuns, { now, zone: undefined, user: userName(), tasks });
      },
      onDidChange: (listener) => texts.onDidChange(listener),
    };
  };
  return { pieces, desk, panels, source };
}

const contextIn = ({ state }: LiveStore): DockerContext | undefined =>
  state.connection.phase === 'idle' ? undefined : state.connection.context;
