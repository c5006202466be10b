import * as vscode from 'vscode';
import type { ChecklistRunner, FenceRefusal, FenceRunner } from '../../app/checklist/ports.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import type { TextForRun } from '../../core/checklist/textForRun.js';
import { tickProblem } from '../../core/checklist/tickProblem.js';
import { messageOf } from '../../util/messageOf.js';
import { fenceButtons } from '../../view/checklist/fenceMark.js';
import { fenceRefusalText } from '../../view/checklist/fenceRefusalWords.js';
import { isActionId } from '../../view/checklist/itemActions.js';
import { headButtons } from '../../view/checklist/pageHead.js';
import { stageButtons } from '../../view/checklist/stageMark.js';
import { sectionEndText, tickProblemText } from '../../view/checklist/tickWords.js';
import { oneLine } from '../../view/markdown.js';
import { actionCall, stepCall, type CommandCall } from './checklistCommands.js';
import { refuseUntrusted } from '../refuseUntrusted.js';
import { tellWithWays } from '../tellWithWays.js';

/** What is done with a run beside its items. */
export interface RunDesk {
  export(run: string): Promise<void>;
  end(run: string): Promise<void>;
  tellTeam(run: string): Promise<void>;
}

export interface HandNeeds {
  readonly runner: ChecklistRunner;
  readonly fences: FenceRunner;
  readonly desk: RunDesk;
  readonly warn: (line: string) => void;
}

/** A run as it is at the moment something is pressed, with its text; `elsewhere` as of the page. */
export interface AtHand {
  readonly run: ChecklistRun;
  readonly text: TextForRun;
  readonly elsewhere: string | undefined;
}

const maxCount = 10_000;
const notKept = (what: string): string =>
  `${what} could not be kept in the journal, and nothing was changed. See that the disk has room; the output says why.`;

/** Does what people press and write in the page of a checklist. What the page sends are ids: what they stand for is looked up here. */
export class ChecklistHand {
  constructor(
    private readonly needs: HandNeeds,
    private readonly atHand: () => AtHand | undefined,
  ) {}

  /** Ends with why it was not ticked or unticked; empty where it was. */
  async tick(item: string, isTicked: boolean, reason: string): Promise<string> {
    const found = this.atHand();
    if (!found) return tickProblemText('gone');
    const { run, text } = found;
    const problem = tickProblem(run, text.stages, item, isTicked, reason);
    if (problem) return tickProblemText(problem);
    const why = oneLine(reason);
    const { runner } = this.needs;
    return this.keep('The tick', () =>
      isTicked ? runner.tick(run.id, item, why === '' ? undefined : why) : runner.untick(run.id, item),
    );
  }

  async note(item: string, words: string): Promise<string> {
    const found = this.atHand();
    if (!found?.text.stages.some(({ tasks }) => tasks.some(({ id }) => id === item))) return tickProblemText('gone');
    const note = oneLine(words);
    return note === '' ? '' : this.keep('The note', () => this.needs.runner.addNote(found.run.id, item, note));
  }

  private async keep(what: string, work: () => Promise<void>): Promise<string> {
    try {
      await work();
      return '';
    } catch (error) {
      this.needs.warn(`${what} of a checklist could not be kept: ${messageOf(error)}`);
      return notKept(what);
    }
  }

  async press(id: string): Promise<void> {
    const found = this.atHand();
    const button = headButtons.find((each) => each === id);
    if (!found || !button) return;
    const { desk, runner } = this.needs;
    const { run } = found;
    if (button === 'export') return desk.export(run.id);
    if (button === 'end') return desk.end(run.id);
    const target = await askTarget(run);
    if (target !== undefined) await this.told('The target', () => runner.setTarget(run.id, target));
  }

  async pressOnStage(stage: string, id: string): Promise<void> {
    const found = this.atHand();
    const button = stageButtons.find((each) => each === id);
    if (!found?.text.stages.some((each) => each.id === stage) || !button || this.isElsewhere(found)) return;
    const { runner, fences } = this.needs;
    const { run } = found;
    if (button === 'close') return this.told('The end of the stage', () => runner.closeStage(run.id, stage));
    if (button === 'reopen') return this.told('The stage', () => runner.openStage(run.id, stage));
    const ended = await fences.runSection(run.id, stage);
    if (!ended.ok) return void refused(ended.error);
    const show = ended.value.isDone ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
    void show(sectionEndText(ended.value));
  }

  async pressOnItem(item: string, id: string): Promise<void> {
    const found = this.atHand();
    const isThere = found?.text.stages.some(({ tasks }) => tasks.some((task) => task.id === item));
    if (!found || !isThere || !isActionId(id) || this.isElsewhere(found)) return;
    if (id === 'tell-team') return this.needs.desk.tellTeam(found.run.id);
    await call(actionCall(id, found.run.subject));
  }

  async pressOnFence(fence: string, id: string): Promise<void> {
    const found = this.atHand();
    const known = found?.text.fences.find((each) => each.fence.id === fence);
    const button = fenceButtons.find((each) => each === id);
    if (!found || !known || !button) return;
    const { fences } = this.needs;
    const { run } = found;
    if (button === 'copy') return vscode.env.clipboard.writeText(known.command?.text ?? known.fence.text);
    if (button === 'cancel') return void fences.cancel(run.id, fence);
    if (this.isElsewhere(found)) return;
    if (button === 'instead') {
      const [step] = known.command?.steps ?? [];
      return step && call(stepCall(step, run.subject));
    }
    try {
      const ended = await fences.run(run.id, fence, button === 'run' ? 'captured' : 'terminal');
      if (!ended.ok) refused(ended.error);
    } catch (error) {
      this.needs.warn(`A command of a checklist could not be run: ${messageOf(error)}`);
      tellWithWays('error', notKept('That the command was run'), ['Show Output']);
    }
  }

  private async told(what: string, work: () => Promise<void>): Promise<void> {
    const refusal = await this.keep(what, work);
    if (refusal !== '') tellWithWays('error', refusal, ['Show Output', 'Try Again'], () => this.told(what, work));
  }

  /** A stack of the same name on another context is another stack: nothing is done to it by way of this checklist. */
  private isElsewhere({ run, elsewhere }: AtHand): boolean {
    if (elsewhere === undefined) return false;
    const why = `This checklist is of the Docker context ${oneLine(run.subject.context)}, and ${oneLine(elsewhere)} is in use. Nothing was done; choose that context first.`;
    tellWithWays('warning', why, ['Choose Context']);
    return true;
  }
}

function refused(refusal: FenceRefusal): void {
  if (refusal.reason === 'untrusted') return void refuseUntrusted('Nothing was run; trust the workspace first.');
  const text = fenceRefusalText(refusal);
  if (text !== '') tellWithWays('warning', text, refusal.reason === 'other-context' ? ['Choose Context'] : []);
}

const call = async (found: CommandCall | undefined): Promise<void> => {
  if (found) await vscode.commands.executeCommand(found.command, found.argument);
};

async function askTarget({ subject, name }: ChecklistRun): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: oneLine(name),
    prompt: `How many replicas of ${oneLine(subject.service)} this checklist is about`,
    value: subject.target === undefined ? '' : String(subject.target),
    validateInput: (value) =>
      isCount(value) ? undefined : `A whole number up to ${maxCount}; nothing is scaled by it.`,
  });
  return text !== undefined && isCount(text) ? Number(text) : undefined;
}

const isCount = (text: string): boolean => /^\d{1,5}$/.test(text.trim()) && Number(text) <= maxCount;
