import type { ContextChoice } from '../../app/connection/contextChoice.js';
import type { DemoHost } from '../../app/demo/demoHost.js';
import type { EngineSession } from '../../app/connection/engineSession.js';
import type { Demand } from '../../app/live/demand.js';
import type { LiveStore } from '../../app/live/liveStore.js';
import type { Operations } from '../../app/operations/operations.js';
import type { Journal } from '../../app/operations/journal.js';
import type { WantedCounts } from '../../app/operations/change/wantedCounts.js';
import type { TeamMessenger } from '../../app/operations/ports.js';
import type { RunbookCode } from '../../app/runbookCode.js';
import type { SwarmMoveCode } from '../../core/swarmMove/swarmMoveCode.js';
import type { ChecklistDesk } from '../checklist/checklistDesk.js';
import type { DiagnosisDesk } from '../diagnosis/diagnosisDesk.js';
import type { Dashboards } from '../panel/dashboards.js';
import type { Pages } from '../pages.js';
import type { Reports } from '../panel/reports.js';
import type { RunbookFiles } from '../runbook/runbookFiles.js';
import type { EditorSecrets } from '../secrets.js';
import type { OutputLog } from '../log.js';
import type { TeamWebhook } from '../team/teamWebhook.js';
import type { StacksTree } from '../tree/stacksTree.js';

/** Everything that commands are made from. Each command names the parts that it uses. */
export interface CommandServices {
  readonly store: LiveStore;
  readonly session: EngineSession;
  readonly choice: ContextChoice;
  readonly operations: () => Promise<Operations>;
  /** Verifications and their reports. */
  readonly reports: () => Promise<Reports>;
  readonly checklists: () => Promise<ChecklistDesk>;
  readonly dashboards: () => Promise<Dashboards>;
  readonly journal: () => Promise<Journal>;
  readonly wanted: WantedCounts;
  readonly demo: DemoHost;
  readonly runbooks: () => Promise<RunbookFiles>;
  /** Whoever looks takes a lease of each: the connection, its readings, and the rules with all that feeds them. */
  readonly needs: readonly Demand[];
  readonly runbookCode: () => Promise<RunbookCode>;
  readonly swarmMove: () => Promise<SwarmMoveCode>;
  readonly diagnosis: () => Promise<DiagnosisDesk>;
  readonly secrets: EditorSecrets;
  readonly webhook: TeamWebhook;
  readonly messenger: () => Promise<TeamMessenger>;
  readonly tree: StacksTree;
  readonly pages: Pages;
  readonly log: OutputLog;
}

/** A command as the editor calls it: from a tree row, from a keybinding or task with arguments, or with nothing. */
export type CommandHandler = (...args: readonly unknown[]) => Promise<void> | void;
