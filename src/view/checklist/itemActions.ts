import {
  checklistActionIds,
  checklistCheckIds,
  type ChecklistActionId,
  type ChecklistCheckId,
} from '../../core/checklist/bindings.js';
import type { Task } from '../../core/checklist/document.js';
import type { RunSubject } from '../../core/checklist/run.js';
import type { PageButton } from '../../protocol/pageButton.js';
import { cleanText } from './cleanText.js';
import { button } from '../pageButton.js';

interface Action {
  title(subject: RunSubject): string;
  /** It only looks: it is of use when the item is ticked, too. */
  readonly onlyLooks: boolean;
}

const always =
  (title: string): (() => string) =>
  () =>
    title;

const actions = {
  'open-dashboard': { title: always('Open Dashboard'), onlyLooks: true },
  'tell-team': { title: always('Tell the Team'), onlyLooks: false },
  'tell-team-end': { title: always('Tell the Team'), onlyLooks: false },
  scale: {
    title: ({ target }) => (target === undefined ? 'Scale…' : `Scale to ${target}…`),
    onlyLooks: false,
  },
  verify: { title: always('Verify'), onlyLooks: false },
  'raise-connections': { title: always('Raise Connections…'), onlyLooks: false },
  'open-logs': { title: always('Open Logs'), onlyLooks: true },
  explain: { title: always('Why?'), onlyLooks: true },
  'return-to-baseline': { title: always('Return to Baseline…'), onlyLooks: false },
  'add-note': { title: always('Add Note'), onlyLooks: true },
} as const satisfies Record<ChecklistActionId, Action>;

export const isActionId = (id: string | undefined): id is ChecklistActionId =>
  checklistActionIds.some((each) => each === id);

const isCheckId = (id: string | undefined): id is ChecklistCheckId => checklistCheckIds.some((each) => each === id);

/** Whether a machine can tick it. */
export const isBound = ({ binding }: Task): boolean => binding.check.length > 0 && binding.check.every(isCheckId);

/** What helps where a check fails, beside what the item offers. */
const remedies: Readonly<Partial<Record<ChecklistCheckId, ChecklistActionId>>> = {
  'decision-justified': 'explain',
  'decision-held': 'explain',
  'metrics-known': 'explain',
  'host-resources': 'scale',
  'database-connections': 'raise-connections',
  'replicas-healthy': 'open-logs',
  'no-new-errors': 'open-logs',
  'connections-within': 'raise-connections',
};

/**
 * The buttons of an item, the one that does it first.
 *
 * @param state `settled` once it is ticked, or its stage or its run is over
 */
export function itemButtons(
  task: Task,
  subject: RunSubject,
  state: 'open' | 'failed' | 'settled',
): readonly PageButton[] {
  const { action, check } = task.binding;
  const ids: ChecklistActionId[] = [];
  if (isActionId(action)) ids.push(action);
  for (const id of state === 'failed' ? check : []) {
    const remedy = isCheckId(id) ? remedies[id] : undefined;
    if (remedy && !ids.includes(remedy)) ids.push(remedy);
  }
  return ids
    .filter((id) => state !== 'settled' || actions[id].onlyLooks)
    .map((id) => {
      const title = actions[id].title(subject);
      return button(id, title, `${title}: ${cleanText(task.text)}`);
    });
}
