import { randomUUID } from 'node:crypto';
import { ChecklistRuns } from './app/checklist/checklistRuns.js';
import type { ChecklistDocuments } from './app/checklist/ports.js';
import { RunTexts } from './app/checklist/runTexts.js';
import type { Demand } from './app/live/demand.js';
import type { LiveStore } from './app/live/liveStore.js';
import type { Journal } from './app/operations/journal.js';
import type { Operations } from './app/operations/operations.js';
import type { TeamMessenger } from './app/operations/ports.js';
import type { Clock, Log } from './app/ports.js';
import { ChecklistDesk } from './editor/checklist/checklistDesk.js';
import type { TeamWebhook } from './editor/team/teamWebhook.js';
import type { ChecklistsSource } from './editor/tree/checklistsView.js';
import { userName } from './editor/user.js';
import { DisposableStore, type Disposable } from './util/disposable.js';
import { findingWords } from './view/checklist/findingWords.js';
import { runRows } from './view/checklist/runRows.js';

export interface ChecklistNeeds {
  readonly store: LiveStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: () => Promise<Journal>;
  readonly operations: () => Promise<Operations>;
  readonly documents: ChecklistDocuments;
  /** What has to be wanted by somebody for figures to come in. */
  readonly needs: readonly Demand[];
  readonly webhook: TeamWebhook;
  readonly messenger: () => Promise<TeamMessenger>;
  /** Opens a run's page. */
  readonly show: (run: string) => Promise<void>;
}

/** A part of the composition root, a bundle of its own: runs of checklists, loaded when somebody first looks at them. */
export function wireChecklists({
  store,
  journal,
  operations,
  documents,
  show,
  webhook,
  messenger,
  ...more
}: ChecklistNeeds): {
  readonly pieces: Disposable;
  readonly runs: ChecklistRuns;
  readonly desk: ChecklistDesk;
  /** What the sidebar shows; rejects where the journal cannot be read. */
  readonly source: () => Promise<ChecklistsSource>;
} {
  const pieces = new DisposableStore();
  const texts = pieces.add(new RunTexts(documents));
  let tellsTeam: Pick<Operations, 'teller'> | undefined;
  const runs = pieces.add(
    new ChecklistRuns({
      ...{ store, journal, texts, ...more },
      planner: async () => (tellsTeam = await operations()).planner,
      words: findingWords,
      isTold: (operation) => tellsTeam?.teller.knows(operation) ?? false,
      user: userName,
      newId: randomUUID,
    }),
  );
  const desk = new ChecklistDesk({ store, runner: runs, texts, journal, team: { webhook, messenger }, show });
  const source = async (): Promise<ChecklistsSource> => {
    await (await journal()).load();
    return {
      rows: (state, now) => {
        const open = state.checklistRuns.filter(({ endedAt }) => endedAt === undefined);
        texts.keepOnly(open.map((run) => run.source));
        const tasks = (run: (typeof open)[number]) =>
          run.endedAt === undefined ? texts.stages(run.source)?.flatMap((stage) => stage.tasks) : undefined;
        return runRows(state.checklistRuns, { now, zone: undefined, user: userName(), tasks });
      },
      onDidChange: (listener) => texts.onDidChange(listener),
    };
  };
  return { pieces, runs, desk, source };
}
