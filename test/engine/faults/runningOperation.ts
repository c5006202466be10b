import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalFile } from '../../../src/app/operations/ports.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import { blockingGuards } from '../../../src/core/operation/plan/operationPlan.js';
import type { JournalEvent } from '../../../src/core/operation/journalEvent.js';
import type { OperationRequest } from '../../../src/core/operation/plan/operationRequest.js';
import type { ScalerPreference } from '../../../src/core/scaling/scalerChoice.js';
import { operationOutcomeText } from '../../../src/view/words/operation/operationOutcomeWords.js';
import { OperationPieces, type Ground } from '../operations/operationPieces.js';
import type { ComposeProject } from '../support/composeProject.js';
import { until, value } from '../support/connection.js';
import { simpleRunbook } from './simpleRunbook.js';

/** One line of the journal of a replica's step. */
export type Step = Extract<JournalEvent, { event: 'step' }>['step'];

/** A window that operates on one project, of whose journal every line can be acted upon before it is written. */
export class Operator {
  readonly pieces: OperationPieces;
  /** Told of each step as it is about to be written down. */
  onStep: (step: Step) => void | Promise<void> = () => undefined;
  private readonly folder = mkdtempSync(join(tmpdir(), 'scalebook-faults-'));

  constructor(
    host: string,
    private readonly project: Pick<ComposeProject, 'name'>,
    preference: ScalerPreference = 'replicate',
    live?: Ground['live'],
  ) {
    const { scaleDown, operations } = simpleRunbook;
    this.pieces = new OperationPieces({
      ...{ host, folder: this.folder, preference },
      runbook: {
        ...simpleRunbook,
        ...{ origin: 'file', stack: project.name, rungs: [10] },
        scaleDown: { ...scaleDown, betweenMs: 100 },
        operations: { ...operations, settleMs: 100 },
      },
      ...(live ? { live } : {}),
      watchJournal: (file) => this.watched(file),
    });
  }

  /** Begins one; ends with how it ended. @param onBegun told of its id */
  async run(request: Partial<OperationRequest>, onBegun: (id: string) => void = () => undefined): Promise<Operation> {
    const { store, planner, runner } = this.pieces;
    await until('connected', () => store.state.connection.phase === 'connected' && store.state.snapshot !== undefined);
    const whole = { kind: 'scale', stackId: `compose:${this.project.name}`, counts: {}, ...request } as const;
    const plan = value(await planner.operation(whole, AbortSignal.timeout(20_000)));
    assert.deepEqual(blockingGuards(plan), []);
    return value(await runner.run(plan, [], new AbortController().signal, onBegun));
  }

  /** Every step that stands in the journal's file, such as `web-3 create begun`. */
  get steps(): readonly string[] {
    return this.events.flatMap((event) =>
      event.event === 'step' ? [`${short(event.step.name)} ${event.step.kind} ${event.step.phase}`] : [],
    );
  }

  /** Containers of which the journal says that a step on them is done. */
  get doneIds(): readonly string[] {
    return this.events.flatMap((event) =>
      event.event === 'step' && event.step.phase === 'done' ? [event.step.containerId ?? ''] : [],
    );
  }

  get events(): readonly JournalEvent[] {
    const file = readFileSync(join(this.folder, 'journal.jsonl'), 'utf8');
    return file
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as JournalEvent)
      .filter((event) => 'operation' in event);
  }

  stop(): void {
    this.pieces.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private watched(file: JournalFile): JournalFile {
    return {
      read: () => file.read(),
      append: async (line) => {
        const event = JSON.parse(line) as JournalEvent;
        if ('event' in event && event.event === 'step') await this.onStep(event.step);
        await file.append(line);
      },
    };
  }
}

const short = (name: string): string => name.split('-').slice(-2).join('-');

/** How it ended, in the words that are shown. */
export function told(operation: Operation, pattern: RegExp): void {
  assert.match(operationOutcomeText(operation), pattern);
}
