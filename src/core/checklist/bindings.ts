import { checkKinds, type CheckKind } from '../verification/check.js';

/** What of a scaling itself can be seen by a machine, beside what a verification checks. */
export const runCheckIds = [
  /** The rules have figures of the service. */
  'metrics-known',
  /** What the rules say of the service calls for the change, in this direction. */
  'decision-justified',
  /** It has done so for as long as the runbook wants: no short spike. */
  'decision-held',
  /** How many replicas each service had when the run began. */
  'counts-noted',
  /** The machine has CPU, memory and disk for the new replicas. */
  'host-resources',
  /** The database has connections for them. */
  'database-connections',
  /** The team knows that it is about to begin, or has begun. */
  'team-told',
  /** The team knows how it ended. */
  'team-told-end',
  'operation-started',
  'replicas-appeared',
  'operation-done',
  /** Step by step, with waits between. */
  'gradual',
  /** The time after the operation was watched to its end, and nothing became worse. */
  'watched',
  /** Normal for as long as the runbook wants before it goes down. */
  'calm',
  'no-spike-expected',
  'outside-busy-hours',
  /** No level is worse than before the operation. */
  'not-worse',
  /** Response times are below their bounds, and no slower than before the operation where that is known. */
  'response-no-slower',
  /** The operation is in the journal with its reasons. */
  'written-down',
] as const;
export type RunCheckId = (typeof runCheckIds)[number];

/** What an item can be bound to with `<!-- check: … -->`. */
export type ChecklistCheckId = RunCheckId | CheckKind;
export const checklistCheckIds: readonly ChecklistCheckId[] = [...runCheckIds, ...checkKinds];

/** What a button on an item does, with `<!-- action: … -->`. */
export const checklistActionIds = [
  'open-dashboard',
  'tell-team',
  'tell-team-end',
  'scale',
  'verify',
  'raise-connections',
  'open-logs',
  'explain',
  'return-to-baseline',
  'add-note',
] as const;
export type ChecklistActionId = (typeof checklistActionIds)[number];

/** When an item applies, with `<!-- when: … -->`. */
export const checklistWhenIds = [
  /** Replicas of the service have connections to the database. */
  'database',
  /** The service works on a queue. */
  'queue',
  /** More replicas than before. */
  'up',
  'down',
] as const;
export type ChecklistWhenId = (typeof checklistWhenIds)[number];
