import type { ChecklistDocument } from '../../core/checklist/document.js';
import { fenceCommand } from '../../core/checklist/fence/fenceCommand.js';
import { KeptOutput } from '../../core/checklist/fence/keptOutput.js';
import { fencesIn } from '../../core/checklist/fencesIn.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import { sectionOf } from '../../core/checklist/sectionOf.js';
import type { Disposable } from '../../util/disposable.js';
import { messageOf } from '../../util/messageOf.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { Clock } from '../ports.js';
import type {
  ChecklistDocuments,
  CommandEvent,
  CommandWitness,
  FenceEnd,
  FenceRefusal,
  FenceRunner,
  RunLookup,
  SectionEnd,
} from './ports.js';
import { prepareCommand, type PreparedFence, type PrepareParts } from './prepareCommand.js';
import { Throttle } from './throttle.js';

export interface CommandRunnerParts extends PrepareParts {
  readonly runs: RunLookup;
  readonly documents: Pick<ChecklistDocuments, 'read'>;
  readonly witness: CommandWitness;
  readonly clock: Clock;
  /** Who works here. */
  readonly who: string;
}

const outputEveryMs = 250;

/** Runs the commands of checklists on this machine, each once at a time. */
export class CommandRunner implements FenceRunner, Disposable {
  private readonly running = new Map<string, AbortController>();
  private isDisposed = false;

  constructor(private readonly parts: CommandRunnerParts) {}

  async run(id: string, fence: string, how: 'captured' | 'terminal'): Promise<Result<FenceEnd, FenceRefusal>> {
    const begun = await this.begin(id, [fence]);
    if (!begun.ok) return begun;
    const { prepared, end } = begun.value;
    try {
      const [command] = prepared;
      if (!command) return fail({ reason: 'no-command' });
      return await this.carryOut(id, command, how, end.signal);
    } finally {
      this.forget(id, prepared);
    }
  }

  async runSection(id: string, heading: string): Promise<Result<SectionEnd, FenceRefusal>> {
    const begun = await this.begin(id, (document, run) =>
      fencesIn(sectionOf(document, heading) ?? []).flatMap((fence) =>
        fenceCommand(fence, run.subject) ? [fence.id] : [],
      ),
    );
    if (!begun.ok) return begun;
    const { prepared, end } = begun.value;
    const of = prepared.length;
    let ran = 0;
    try {
      for (const command of prepared) {
        if (end.signal.aborted) return ok({ ran, of, how: 'cancelled' });
        const ended = await this.carryOut(id, command, 'captured', end.signal);
        if (!ended.ok) {
          const { error } = ended;
          // Some of them were run: that is not to be told as if none was.
          return ran > 0 && error.reason === 'not-kept'
            ? ok({ ran, of, how: 'not-kept', notKept: error.detail })
            : ended;
        }
        ran += 1;
        const { how, exitCode, notKept } = ended.value;
        if (how === 'cancelled') return ok({ ran, of, how: 'cancelled' });
        if (how !== 'ended' || exitCode !== 0) return ok({ ran, of, how: 'failed' });
        if (notKept !== undefined) return ok({ ran, of, how: 'not-kept', notKept });
      }
      return ok({ ran, of, how: 'done' });
    } finally {
      this.forget(id, prepared);
    }
  }

  isRunning(run: string, fence: string): boolean {
    return this.running.has(keyOf(run, fence));
  }

  cancel(run: string, fence: string): void {
    this.running.get(keyOf(run, fence))?.abort();
  }

  dispose(): void {
    this.isDisposed = true;
    for (const end of this.running.values()) end.abort();
  }

  /** Looks at everything, asks where something is dangerous or the context protected, and looks again: the file may be another one after the answer. */
  private async begin(
    id: string,
    fences: readonly string[] | ((document: ChecklistDocument, run: ChecklistRun) => readonly string[]),
  ): Promise<Result<{ readonly prepared: readonly PreparedFence[]; readonly end: AbortController }, FenceRefusal>> {
    const first = await this.prepare(id, fences);
    if (!first.ok) return first;
    const dangers = first.value.flatMap((prepared) => prepared.dangers);
    const context = first.value[0]?.context ?? '';
    const isAsked = dangers.length > 0 || this.parts.desk.isProtected(context);
    if (isAsked) {
      const text = first.value.map(({ command }) => command.text).join('\n\n');
      if (!(await this.parts.desk.agrees(text, dangers, context))) return fail({ reason: 'not-agreed' });
    }
    const now = isAsked ? await this.prepare(id, fences) : first;
    if (!now.ok) return now;
    if (!isSame(first.value, now.value)) return fail({ reason: 'no-command' });
    if (this.isDisposed || now.value.some(({ fence }) => this.running.has(keyOf(id, fence))))
      return fail({ reason: 'running' });
    const end = new AbortController();
    for (const { fence } of now.value) this.running.set(keyOf(id, fence), end);
    return ok({ prepared: now.value, end });
  }

  private async prepare(
    id: string,
    fences: readonly string[] | ((document: ChecklistDocument, run: ChecklistRun) => readonly string[]),
  ): Promise<Result<readonly PreparedFence[], FenceRefusal>> {
    const run = this.parts.runs.find(id);
    if (!run || run.endedAt !== undefined) return fail({ reason: 'no-run' });
    const document = await this.parts.documents.read(run.source);
    if (!document.ok) return fail({ reason: 'no-document', failure: document.error });
    const ids = typeof fences === 'function' ? fences(document.value, run) : fences;
    const prepared: PreparedFence[] = [];
    for (const fence of ids) {
      const one = prepareCommand(document.value, fence, run, this.parts);
      if (!one.ok) return one;
      prepared.push(one.value);
    }
    return prepared.length === 0 ? fail({ reason: 'no-command' }) : ok(prepared);
  }

  private async carryOut(
    run: string,
    { fence, command, context }: PreparedFence,
    how: 'captured' | 'terminal',
    signal: AbortSignal,
  ): Promise<Result<FenceEnd, FenceRefusal>> {
    const { witness, clock, desk, who } = this.parts;
    const begun = await this.keep({ run, at: clock.now(), event: 'command-begun', fence, text: command.text, by: who });
    if (begun !== undefined) return fail({ reason: 'not-kept', detail: begun });
    let end: FenceEnd;
    if (how === 'captured') end = await this.capture(run, fence, command, signal);
    else {
      desk.openTerminal(command, context);
      end = { exitCode: undefined, how: 'in-terminal', output: '' };
    }
    const notKept = await this.keep({ run, at: clock.now(), event: 'command-ended', fence, end });
    if (notKept === undefined) return ok(end);
    // What it said is in no journal: all of it stays where its beginning was shown.
    witness.output(run, fence, end.output);
    return ok({ ...end, notKept });
  }

  /** Ends with why it could not be kept; undefined where it was. */
  private async keep(event: CommandEvent): Promise<string | undefined> {
    try {
      await this.parts.witness.record(event);
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  private async capture(
    run: string,
    fence: string,
    command: PreparedFence['command'],
    signal: AbortSignal,
  ): Promise<FenceEnd> {
    const { witness, clock, shells } = this.parts;
    const kept = new KeptOutput();
    const telling = new Throttle(clock, outputEveryMs, () => witness.output(run, fence, kept.text));
    const hear = (text: string): void => {
      kept.add(text);
      telling.ask();
    };
    try {
      const { exitCode, detail } = await shells.run(command, hear, signal);
      if (signal.aborted) return { exitCode: undefined, how: 'cancelled', output: kept.text };
      if (detail !== undefined) kept.add(detail);
      return { exitCode, how: exitCode === undefined ? 'failed' : 'ended', output: kept.text };
    } finally {
      telling.dispose();
    }
  }

  private forget(run: string, prepared: readonly PreparedFence[]): void {
    for (const { fence } of prepared) this.running.delete(keyOf(run, fence));
  }
}

const keyOf = (run: string, fence: string): string => `${run} ${fence}`;

/** What a person agreed to, and what would be run. */
const isSame = (agreed: readonly PreparedFence[], now: readonly PreparedFence[]): boolean =>
  agreed.length === now.length &&
  agreed.every(({ fence, command }, index) => fence === now[index]?.fence && command.text === now[index].command.text);
