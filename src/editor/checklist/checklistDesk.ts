import type { LiveStore } from '../../app/live/liveStore.js';
import type { ChecklistDocuments, ChecklistRunner } from '../../app/checklist/ports.js';
import type { RunTexts } from '../../app/checklist/runTexts.js';
import type { Journal } from '../../app/operations/journal.js';
import { placeholdersIn } from '../../core/checklist/fence/placeholdersIn.js';
import { aboutOperation, sameSubject } from '../../core/checklist/runAbout.js';
import type { ChecklistRun, ChecklistSource, RunSubject } from '../../core/checklist/run.js';
import type { Operation } from '../../core/operation/operation.js';
import { messageOf } from '../../util/messageOf.js';
import { runFileName, runReport } from '../../view/checklist/runReport.js';
import { runName } from '../../view/checklist/runName.js';
import { sentence } from '../../view/words/sentence.js';
import { saveReport } from '../saveReport.js';
import { tellTeam, type TellTeamNeeds } from './tellTeam.js';
import { tell } from '../tell.js';
import { tellWithWays } from '../tellWithWays.js';

export interface ChecklistDeskNeeds {
  readonly store: LiveStore;
  readonly runner: ChecklistRunner;
  readonly texts: RunTexts;
  readonly documents: Pick<ChecklistDocuments, 'read'>;
  readonly journal: () => Promise<Pick<Journal, 'load'>>;
  readonly team: TellTeamNeeds;
  /** Opens a run's page, or brings it to the front. */
  readonly show: (run: string) => Promise<void>;
}

/** Runs of checklists as people begin, open, end and keep them. */
export class ChecklistDesk {
  constructor(private readonly needs: ChecklistDeskNeeds) {}

  get runs(): readonly ChecklistRun[] {
    return this.needs.store.state.checklistRuns;
  }

  load(): Promise<unknown> {
    return this.needs.journal().then((journal) => journal.load());
  }

  find(id: string): ChecklistRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  open(run: string): Promise<void> {
    return this.needs.show(run);
  }

  /** Goes on with the run that is open about the same. False where there is none. */
  async openOne(source: ChecklistSource, subject: RunSubject): Promise<boolean> {
    await this.load();
    const known = this.runs.find((run) => run.endedAt === undefined && sameSubject(run, source, subject));
    if (known) await this.open(known.id);
    return known !== undefined;
  }

  async openFor(source: ChecklistSource, subject: RunSubject, title: string): Promise<void> {
    if (!(await this.openOne(source, subject))) await this.begin(source, subject, title);
  }

  /** What its commands want to know of a run, such as `service`; nothing where it cannot be read. */
  async placeholders(source: ChecklistSource): Promise<ReadonlySet<string>> {
    const document = await this.needs.documents.read(source);
    return document.ok ? placeholdersIn(document.value) : new Set();
  }

  /** @param title what people call the service, or the file */
  async begin(source: ChecklistSource, subject: RunSubject, title: string): Promise<void> {
    try {
      await this.open(await this.needs.runner.begin(runName(source, subject, title), source, subject));
    } catch (error) {
      const why = `The checklist could not be begun: ${sentence(messageOf(error))} Nothing was kept; see that the disk has room.`;
      tell('error', why, { 'Try Again': () => this.begin(source, subject, title) });
    }
  }

  /** The run that an operation belongs to, or a new one about what it changes. */
  async openForOperation(operation: Operation): Promise<void> {
    await this.load();
    const known = this.runs.find(({ subject }) => subject.operation === operation.id);
    if (known) return this.open(known.id);
    const { subject, title } = aboutOperation(operation);
    await this.begin({ from: 'bundled' }, subject, title);
  }

  /** False where it could not be, which has been said. */
  async end(id: string): Promise<boolean> {
    try {
      await this.needs.runner.end(id);
      return true;
    } catch (error) {
      const why = `The checklist could not be ended: ${sentence(messageOf(error))} It is still open; see that the disk has room.`;
      tell('error', why, { 'Try Again': () => this.end(id) });
      return false;
    }
  }

  async tellTeam(id: string, what: 'next' | 'end'): Promise<'beginning' | 'end' | undefined> {
    const run = this.find(id);
    return run && tellTeam(this.needs.team, run, this.operationOf(run), what);
  }

  /** Saves all that the journal has of it where the person chooses. */
  async export(id: string): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      const why = `The report could not be made, as the journal cannot be read: ${sentence(messageOf(error))} Nothing was saved; the output says more.`;
      return void tellWithWays('error', why, ['Show Output', 'Try Again'], () => this.export(id));
    }
    const run = this.find(id);
    if (!run) return;
    const operation = this.operationOf(run);
    const stages = await this.needs.texts.read(run.source);
    const text = runReport(run, { stages: stages ?? [], operation, now: Date.now() });
    await saveReport({ name: runFileName(run), text, kind: 'Markdown', ending: 'md' });
  }

  private operationOf({ subject }: ChecklistRun): Operation | undefined {
    return this.needs.store.state.operations.find(({ id }) => id === subject.operation);
  }
}
