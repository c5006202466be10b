import type { ChecklistRunner, FenceRefusal, FenceRunner } from '../../app/checklist/ports.js';
import { itemOf } from '../../core/checklist/applyRunEvent.js';
import type { ChecklistRun } from '../../core/checklist/run.js';
import type { TextForRun } from '../../core/checklist/textForRun.js';
import { tickProblem } from '../../core/checklist/tickProblem.js';
import { messageOf } from '../../util/messageOf.js';
import { fenceButtons } from '../../view/checklist/fenceMark.js';
import { fenceRefusalText } from '../../view/checklist/fenceRefusalWords.js';
import { isActionId } from '../../view/checklist/itemActions.js';
import { headButtons } from '../../view/checklist/pageHead.js';
import { stageButtons } from '../../view/checklist/stageMark.js';
import {
  brokeOffText,
  endNotKeptText,
  notKeptText,
  sectionEndText,
  tickProblemText,
  toldNotKeptText,
} from '../../view/checklist/tickWords.js';
import { oneLine } from '../../view/markdown.js';
import type { Way } from '../../view/words/ways.js';
import { actionCall, stepCall, type CommandCall } from './checklistCommands.js';

/** What is done with a run beside its items. */
export interface RunDesk {
  export(run: string): Promise<void>;
  end(run: string): Promise<unknown>;
  /**
   * @param what `next` tells what is about to happen, happens or has happened; `end` only how it ended
   * @returns of what the team was told; undefined where it was not
   */
  tellTeam(run: string, what: 'next' | 'end'): Promise<'beginning' | 'end' | undefined>;
}

/** What of it is the editor's. */
export interface HandVoice {
  /** @param again what *Try Again* does */
  say(how: 'information' | 'warning' | 'error', text: string, ways?: readonly Way[], again?: () => unknown): void;
  /** @param what was not done, and what to do */
  refuseUntrusted(what: string): void;
  copy(text: string): Promise<void>;
  call(command: CommandCall): Promise<void>;
  /** Undefined where none was given. */
  askTarget(run: ChecklistRun): Promise<number | undefined>;
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

/** Does what people press and write in the page of a checklist. What the page sends are ids: what they stand for is looked up here. Nothing of it rejects. */
export class ChecklistHand {
  constructor(
    private readonly needs: HandNeeds,
    private readonly voice: HandVoice,
    private readonly atHand: () => AtHand | undefined,
  ) {}

  /** Ends with why it was not ticked or unticked; empty where it was. */
  async tick(item: string, isTicked: boolean, reason: string): Promise<string> {
    const found = this.atHand();
    if (!found) return tickProblemText('gone');
    const { run, text } = found;
    const problem = tickProblem(run, text.stages, item, isTicked, reason);
    if (problem) return tickProblemText(problem);
    const { runner } = this.needs;
    const why = oneLine(reason);
    const { mark, denial } = itemOf(run, item);
    const isByMachine = mark?.by === 'machine';
    if (isByMachine && !isTicked) return this.keep('That it is not so', () => runner.deny(run.id, item, why));
    // What the machine has ticked is ticked again once nobody says otherwise.
    if (isByMachine && denial) return this.keep('The tick', () => runner.undeny(run.id, item));
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

  private async keep(what: string, work: () => Promise<void>, refusal = notKeptText(what)): Promise<string> {
    try {
      await work();
      return '';
    } catch (error) {
      this.needs.warn(`${what} of a checklist could not be kept: ${messageOf(error)}`);
      return refusal;
    }
  }

  press(id: string): Promise<void> {
    return this.whole('What was pressed', async () => {
      const found = this.atHand();
      const button = headButtons.find((each) => each === id);
      if (!found || !button) return;
      const { desk, runner } = this.needs;
      const { run } = found;
      if (button === 'export') return desk.export(run.id);
      if (button === 'end') return void (await desk.end(run.id));
      const target = await this.voice.askTarget(run);
      if (target !== undefined) await this.told('The target', () => runner.setTarget(run.id, target));
    });
  }

  pressOnStage(stage: string, id: string): Promise<void> {
    return this.whole('What was pressed', async () => {
      const found = this.atHand();
      const button = stageButtons.find((each) => each === id);
      if (!found?.text.stages.some((each) => each.id === stage) || !button || this.isElsewhere(found)) return;
      const { runner } = this.needs;
      const { run } = found;
      if (button === 'close') return this.told('The end of the stage', () => runner.closeStage(run.id, stage));
      if (button === 'reopen') return this.told('The stage', () => runner.openStage(run.id, stage));
      await this.runSection(run.id, stage);
    });
  }

  private async runSection(run: string, stage: string): Promise<void> {
    const ended = await this.needs.fences.runSection(run, stage);
    if (!ended.ok) return void this.refused(ended.error);
    const { how, notKept } = ended.value;
    if (notKept !== undefined) this.warnNotKept(notKept);
    this.voice.say(how === 'done' ? 'information' : 'warning', sectionEndText(ended.value));
  }

  pressOnItem(item: string, id: string): Promise<void> {
    return this.whole('What was pressed', async () => {
      const found = this.atHand();
      const isThere = found?.text.stages.some(({ tasks }) => tasks.some((task) => task.id === item));
      if (!found || !isThere || !isActionId(id) || this.isElsewhere(found)) return;
      const { run } = found;
      if (id === 'tell-team' || id === 'tell-team-end')
        return this.tellTeam(run.id, id === 'tell-team' ? 'next' : 'end');
      await this.call(actionCall(id, run.subject));
    });
  }

  private async tellTeam(run: string, what: 'next' | 'end'): Promise<void> {
    const { desk, runner } = this.needs;
    const told = await desk.tellTeam(run, what);
    if (told) await this.told('What the team was told', () => runner.teamTold(run, told), toldNotKeptText);
  }

  pressOnFence(fence: string, id: string): Promise<void> {
    return this.whole('The command', async () => {
      const found = this.atHand();
      const known = found?.text.fences.find((each) => each.fence.id === fence);
      const button = fenceButtons.find((each) => each === id);
      if (!found || !known || !button) return;
      const { run } = found;
      if (button === 'copy') return this.voice.copy(known.command?.text ?? known.fence.text);
      if (button === 'cancel') return void this.needs.fences.cancel(run.id, fence);
      if (this.isElsewhere(found)) return;
      if (button === 'instead') {
        const [step] = known.command?.steps ?? [];
        return this.call(step && stepCall(step, run.subject));
      }
      await this.runFence(run.id, fence, button === 'run' ? 'captured' : 'terminal');
    });
  }

  private async runFence(run: string, fence: string, how: 'captured' | 'terminal'): Promise<void> {
    const ended = await this.needs.fences.run(run, fence, how);
    if (!ended.ok) return void this.refused(ended.error);
    if (ended.value.notKept === undefined) return;
    this.warnNotKept(ended.value.notKept);
    this.voice.say('error', endNotKeptText(ended.value), ['Show Output']);
  }

  private refused(refusal: FenceRefusal): void {
    if (refusal.reason === 'untrusted')
      return this.voice.refuseUntrusted('Nothing was run; trust the workspace first.');
    if (refusal.reason === 'not-kept') this.warnNotKept(refusal.detail);
    const text = fenceRefusalText(refusal);
    if (text === '') return;
    if (refusal.reason === 'not-kept') this.voice.say('error', text, ['Show Output']);
    else this.voice.say('warning', text, refusal.reason === 'other-context' ? ['Choose Context'] : []);
  }

  private warnNotKept(detail: string): void {
    this.needs.warn(`A command of a checklist could not be kept: ${detail}`);
  }

  private async told(what: string, work: () => Promise<void>, refusal?: string): Promise<void> {
    const said = await this.keep(what, work, refusal);
    if (said !== '') this.voice.say('error', said, ['Show Output', 'Try Again'], () => this.told(what, work, refusal));
  }

  private async call(found: CommandCall | undefined): Promise<void> {
    if (found) await this.voice.call(found);
  }

  /** Nobody waits for what was pressed: what goes wrong with it in another way than foreseen is said here. */
  private async whole(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.needs.warn(`${what} of a checklist broke off: ${messageOf(error)}`);
      this.voice.say('error', brokeOffText(what), ['Show Output']);
    }
  }

  /** A stack of the same name on another context is another stack: nothing is done to it by way of this checklist. */
  private isElsewhere({ run, elsewhere }: AtHand): boolean {
    if (elsewhere === undefined) return false;
    this.voice.say(
      'warning',
      `This checklist is of the Docker context ${oneLine(run.subject.context)}, and ${oneLine(elsewhere)} is in use. Nothing was done; choose that context first.`,
      ['Choose Context'],
    );
    return true;
  }
}
