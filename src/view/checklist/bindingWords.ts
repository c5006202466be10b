import {
  runCheckIds,
  type ChecklistActionId,
  type ChecklistCheckId,
  type ChecklistWhenId,
  type RunCheckId,
} from '../../core/checklist/bindings.js';
import type { Binding } from '../../core/checklist/document.js';
import { checkTitle } from '../verification/checkTitles.js';

/** What each comment behind an item is for. */
export const keyWords = {
  check: 'what ticks the item by itself',
  action: 'what a button on the item does',
  when: 'when the item applies at all',
} as const satisfies Record<keyof Binding, string>;

const runChecks = {
  'metrics-known': 'The rules have figures of the service',
  'decision-justified': 'The rules call for this change',
  'decision-held': 'They have done so for long enough',
  'counts-noted': 'The counts from before are in the run',
  'host-resources': 'The machine has CPU, memory and disk for it',
  'database-connections': 'The database has connections for it',
  'team-told': 'The team was told that it begins',
  'team-told-end': 'The team was told how it ended',
  'operation-started': 'The operation has begun',
  'replicas-appeared': 'New replicas are there',
  'operation-done': 'The operation is done',
  gradual: 'It goes down step by step, with waits',
  watched: 'It was watched to the end of its time',
  calm: 'All has been normal for long enough to go down',
  'no-spike-expected': 'No event is expected soon',
  'outside-busy-hours': 'These are not the busy hours',
  'not-worse': 'Nothing is worse than before',
  'response-no-slower': 'Response times are in bounds, and no slower than before',
  'written-down': 'It is in the journal, with its reasons',
} as const satisfies Record<RunCheckId, string>;

/** What is so when the check passes. */
export const bindingCheckWords = (id: ChecklistCheckId): string =>
  isRunCheck(id) ? runChecks[id] : checkTitle({ kind: id, title: '' });

const isRunCheck = (id: ChecklistCheckId): id is RunCheckId => (runCheckIds as readonly string[]).includes(id);

/** What the button does. */
export const bindingActionWords = {
  'open-dashboard': 'opens the dashboards',
  'tell-team': 'tells the team what is about to happen',
  'tell-team-end': 'tells the team how it ended',
  scale: 'plans the scaling',
  verify: 'verifies the service, or the stack',
  'raise-connections': 'plans more database connections',
  'open-logs': 'opens the logs of the service',
  explain: 'explains the decision',
  'return-to-baseline': 'plans the way back to the baseline',
  'add-note': 'adds a note to the operation',
} as const satisfies Record<ChecklistActionId, string>;

/** What has to be so for the item to apply. */
export const bindingWhenWords = {
  database: 'replicas of the service have connections to the database',
  queue: 'the service works on a queue',
  up: 'the run goes up',
  down: 'the run goes down',
} as const satisfies Record<ChecklistWhenId, string>;
