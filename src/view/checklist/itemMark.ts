import { isTicked, itemOf } from '../../core/checklist/applyRunEvent.js';
import type { Task } from '../../core/checklist/document.js';
import type { ItemState, Seen } from '../../core/checklist/run.js';
import type { ItemMark, ItemTone } from '../../protocol/checklistPage.js';
import { oneLine } from '../markdown.js';
import { isBound, itemButtons } from './itemActions.js';
import { cleanText } from './cleanText.js';
import type { ChecklistContext } from './checklistContext.js';
import { nameOf, timeOf } from './whoAndWhen.js';

export const itemState = ({ run }: Pick<ChecklistContext, 'run'>, task: Task): ItemState => itemOf(run, task.id);

/** Nobody has said otherwise, and a machine says that it does not apply. */
export const isNotNeeded = ({ mark, denial, seen }: ItemState): boolean =>
  mark === undefined && denial === undefined && seen?.verdict === 'not-needed';

/** An item as it stands. `isSettled` says that its stage or its run is over. */
export function itemMark(task: Task, isSettled: boolean, context: ChecklistContext): ItemMark {
  const state = itemState(context, task);
  const { mark, denial, seen } = state;
  const tone = toneOf(state);
  const at = denial?.at ?? mark?.at ?? (seen && tone !== 'open' ? seen.at : undefined);
  const buttons = itemButtons(
    task,
    context.run.subject,
    isSettled || isTicked(state) ? 'settled' : tone === 'failed' ? 'failed' : 'open',
  );
  return {
    id: task.id,
    tone,
    word: wordOf(tone, state, context),
    isTicked: isTicked(state),
    mayTick: !isSettled,
    against: againstOf(state),
    evidence: evidenceOf(state),
    time: at === undefined ? '' : timeOf(at, context),
    who: whoOf(task, state, context),
    buttons: tone === 'not-needed' ? [] : buttons,
    facts: factsOf(task, state, context),
    notes: state.notes.map(
      ({ at: noted, by, text }) => `${timeOf(noted, context)}, ${nameOf(by, context)}: ${oneLine(text)}`,
    ),
    announcement: seen?.verdict === 'fail' && !mark ? `${cleanText(task.text)} fails: ${oneLine(seen.evidence)}.` : '',
  };
}

const seenTones = {
  pass: 'open',
  fail: 'failed',
  unknown: 'unknown',
  'not-yet': 'open',
  'not-needed': 'not-needed',
} as const satisfies Record<Seen['verdict'], ItemTone>;

function toneOf({ mark, denial, seen }: ItemState): ItemTone {
  if (denial) return 'failed';
  return mark ? 'ticked' : seen ? seenTones[seen.verdict] : 'open';
}

/** A person may say otherwise than a machine sees, with a reason. */
function againstOf({ mark, denial, seen }: ItemState): string {
  const isAgainst = mark ? mark.by === 'machine' && denial === undefined : seen?.verdict === 'fail';
  return isAgainst && seen ? `Scalebook sees: ${oneLine(seen.evidence)}.` : '';
}

const words = {
  open: 'open',
  ticked: 'ticked',
  failed: 'fails',
  unknown: 'could not be told',
  'not-needed': 'not needed',
} as const satisfies Record<ItemTone, string>;

function wordOf(tone: ItemTone, { mark, denial }: ItemState, context: ChecklistContext): string {
  if (denial) return `not so, says ${nameOf(denial.who, context)}`;
  if (!mark) return words[tone];
  if (mark.by === 'machine') return 'ticked by Scalebook';
  const by = `ticked by ${nameOf(mark.who, context)}`;
  return mark.reason === undefined ? by : `${by} against what Scalebook sees`;
}

/** What was seen; where a person says otherwise, why, and what that is against. */
function evidenceOf({ mark, denial, seen }: ItemState): string {
  const evidence = oneLine(seen?.evidence ?? '');
  const reason = denial?.reason ?? (mark?.by === 'person' ? mark.reason : undefined);
  if (reason === undefined) return evidence;
  return evidence === '' ? oneLine(reason) : `${oneLine(reason)} (seen: ${evidence})`;
}

function whoOf(task: Task, { mark, denial }: ItemState, context: ChecklistContext): string {
  if (denial) return nameOf(denial.who, context);
  if (mark) return mark.by === 'machine' ? 'auto' : nameOf(mark.who, context);
  return isBound(task) ? 'auto' : 'you';
}

const verdicts = {
  pass: 'Scalebook sees that it is so',
  fail: 'Scalebook sees that it is not so',
  unknown: 'Scalebook could not tell',
  'not-yet': 'Scalebook waits for it',
  'not-needed': 'Scalebook sees no need of it',
} as const satisfies Record<Seen['verdict'], string>;

function factsOf(task: Task, { mark, denial, seen }: ItemState, context: ChecklistContext): readonly string[] {
  const facts: string[] = [];
  if (seen) {
    const evidence = oneLine(seen.evidence);
    facts.push(`${verdicts[seen.verdict]}, ${timeOf(seen.at, context)}${evidence === '' ? '' : `: ${evidence}`}.`);
  } else if (isBound(task)) facts.push('Scalebook ticks this by itself once it sees that it is so.');
  if (mark?.by === 'person') {
    const why = mark.reason === undefined ? '' : `: ${oneLine(mark.reason)}`;
    facts.push(`Ticked by ${nameOf(mark.who, context)}, ${timeOf(mark.at, context)}${why}.`);
  }
  if (denial)
    facts.push(
      `Not so, says ${nameOf(denial.who, context)}, ${timeOf(denial.at, context)}: ${oneLine(denial.reason)}. Tick it to take that back.`,
    );
  return facts;
}
