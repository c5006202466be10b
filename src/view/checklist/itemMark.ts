import { itemOf } from '../../core/checklist/applyRunEvent.js';
import type { Task } from '../../core/checklist/document.js';
import type { ItemState, Mark, Seen } from '../../core/checklist/run.js';
import type { ItemMark, ItemTone } from '../../protocol/checklistPage.js';
import { oneLine } from '../markdown.js';
import { isBound, itemButtons } from './itemActions.js';
import { cleanText } from './cleanText.js';
import type { ChecklistContext } from './checklistContext.js';
import { nameOf, timeOf } from './whoAndWhen.js';

export const itemState = ({ run }: Pick<ChecklistContext, 'run'>, task: Task): ItemState => itemOf(run, task.id);

/** Nobody has said otherwise, and a machine says that it does not apply. */
export const isNotNeeded = ({ mark, seen }: ItemState): boolean => mark === undefined && seen?.verdict === 'not-needed';

/** An item as it stands. `isSettled` says that its stage or its run is over. */
export function itemMark(task: Task, isSettled: boolean, context: ChecklistContext): ItemMark {
  const state = itemState(context, task);
  const { mark, seen } = state;
  const tone = toneOf(state);
  const at = mark?.at ?? (seen && tone !== 'open' ? seen.at : undefined);
  const buttons = itemButtons(
    task,
    context.run.subject,
    isSettled || mark ? 'settled' : tone === 'failed' ? 'failed' : 'open',
  );
  return {
    id: task.id,
    tone,
    word: wordOf(tone, mark, context),
    isTicked: mark !== undefined,
    mayTick: !isSettled && mark?.by !== 'machine',
    against: tone === 'failed' && seen ? `Scalebook sees: ${oneLine(seen.evidence)}.` : '',
    evidence: evidenceOf(mark, seen),
    time: at === undefined ? '' : timeOf(at, context),
    who: whoOf(task, mark, context),
    buttons: tone === 'not-needed' ? [] : buttons,
    facts: factsOf(task, state, context),
    notes: state.notes.map(
      ({ at: noted, by, text }) => `${timeOf(noted, context)}, ${nameOf(by, context)}: ${oneLine(text)}`,
    ),
    announcement: tone === 'failed' && seen ? `${cleanText(task.text)} fails: ${oneLine(seen.evidence)}.` : '',
  };
}

const seenTones = {
  pass: 'open',
  fail: 'failed',
  unknown: 'unknown',
  'not-yet': 'open',
  'not-needed': 'not-needed',
} as const satisfies Record<Seen['verdict'], ItemTone>;

const toneOf = ({ mark, seen }: ItemState): ItemTone => (mark ? 'ticked' : seen ? seenTones[seen.verdict] : 'open');

const words = {
  open: 'open',
  ticked: 'ticked',
  failed: 'fails',
  unknown: 'could not be told',
  'not-needed': 'not needed',
} as const satisfies Record<ItemTone, string>;

function wordOf(tone: ItemTone, mark: Mark | undefined, context: ChecklistContext): string {
  if (!mark) return words[tone];
  if (mark.by === 'machine') return 'ticked by Scalebook';
  const by = `ticked by ${nameOf(mark.who, context)}`;
  return mark.reason === undefined ? by : `${by} against what Scalebook sees`;
}

/** What was seen; where a person says otherwise, why, and what that is against. */
function evidenceOf(mark: Mark | undefined, seen: Seen | undefined): string {
  const evidence = oneLine(seen?.evidence ?? '');
  if (mark?.by !== 'person' || mark.reason === undefined) return evidence;
  return evidence === '' ? oneLine(mark.reason) : `${oneLine(mark.reason)} (seen: ${evidence})`;
}

function whoOf(task: Task, mark: Mark | undefined, context: ChecklistContext): string {
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

function factsOf(task: Task, { mark, seen }: ItemState, context: ChecklistContext): readonly string[] {
  const facts: string[] = [];
  if (seen) {
    const evidence = oneLine(seen.evidence);
    facts.push(`${verdicts[seen.verdict]}, ${timeOf(seen.at, context)}${evidence === '' ? '' : `: ${evidence}`}.`);
  } else if (isBound(task)) facts.push('Scalebook ticks this by itself once it sees that it is so.');
  if (mark?.by === 'person') {
    const why = mark.reason === undefined ? '' : `: ${oneLine(mark.reason)}`;
    facts.push(`Ticked by ${nameOf(mark.who, context)}, ${timeOf(mark.at, context)}${why}.`);
  }
  return facts;
}
