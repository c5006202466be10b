import type { RunEvent } from '../../checklist/runEvent.js';
import { runEvents } from '../../checklist/runEventShape.js';
import type { JournalEvent } from '../journalEvent.js';
import type { OperationOutcome, Override, StageStep, WatchLook } from '../operation.js';
import type { ServiceTimes } from '../run/serviceTimes.js';
import { id } from './idShape.js';
import { measured } from './measuredShape.js';
import { counts, plan } from './planShape.js';
import { problem, worsened } from './problemShape.js';
import { listOf, number, object, oneOf, optional, tagged, text, time, whole, type Shape } from './shape.js';
import { hasUnknownCheck, keptVerification } from './verifiedShape.js';

type Of<E extends JournalEvent['event']> = Extract<JournalEvent, { event: E }>;

/** What every line begins with. */
const line = <E extends JournalEvent['event']>(
  event: E,
): { readonly operation: Shape<string>; readonly at: Shape<number>; readonly event: Shape<E> } => ({
  operation: id,
  at: time,
  event: oneOf(event),
});

const outcome = object<Omit<OperationOutcome, 'endedAt'>>({
  result: oneOf('done', 'stopped', 'failed', 'cancelled', 'interrupted'),
  problem: optional(problem),
  counts,
  after: optional(measured),
});

const stageStep = object<Omit<StageStep, 'at'>>({
  name: text,
  kind: oneOf('create', 'start', 'remove', 'restart', 'update'),
  phase: oneOf('begun', 'done', 'failed'),
  containerId: optional(text),
});

const events: { readonly [E in JournalEvent['event']]: Shape<JournalEvent> } = {
  started: object<Of<'started'>>({
    ...line('started'),
    by: text,
    plan,
    overrides: listOf(object<Override>({ guard: text, reason: text })),
    before: optional(measured),
  }),
  timed: object<Of<'timed'>>({
    ...line('timed'),
    times: listOf(object<ServiceTimes>({ service: text, averageMs: optional(number), p95Ms: optional(number) })),
  }),
  'stage-begun': object<Of<'stage-begun'>>({ ...line('stage-begun'), stage: whole, until: optional(time) }),
  step: object<Of<'step'>>({ ...line('step'), stage: whole, step: stageStep }),
  'stage-ended': object<Of<'stage-ended'>>({
    ...line('stage-ended'),
    stage: whole,
    phase: oneOf('done', 'failed', 'unfinished'),
  }),
  ended: object<Of<'ended'>>({ ...line('ended'), outcome }),
  continued: object<Of<'continued'>>({ ...line('continued'), as: text }),
  note: object<Of<'note'>>({ ...line('note'), by: text, text }),
  'watch-begun': object<Of<'watch-begun'>>({
    ...line('watch-begun'),
    until: time,
    everyMs: number,
    firstAt: optional(time),
  }),
  'watch-look': object<Of<'watch-look'>>({
    ...line('watch-look'),
    look: object<Omit<WatchLook, 'at'>>({
      worsened: listOf(worsened),
      blind: listOf(text),
      measured: optional(measured),
    }),
  }),
  'watch-ended': object<Of<'watch-ended'>>({
    ...line('watch-ended'),
    verdict: oneOf('calm', 'worse', 'unknown', 'ended-early'),
  }),
  verified: object<Of<'verified'>>({ ...line('verified'), verification: keptVerification }),
};

/** A line of the journal: of an operation, or of a run of a checklist. */
export type JournalLine = JournalEvent | RunEvent;

export const journalLine = tagged<'event', JournalLine>('event', { ...events, ...runEvents });

const named = object<{ event: string; verification: unknown }>({
  event: text,
  verification: (value) => value,
});

/** Something happened, by a name that this version does not know, or was verified by a check that it does not know. */
export const isEventOfAnotherVersion = (value: unknown): boolean => {
  const found = named(value);
  if (typeof found !== 'object') return false;
  if (found.event === 'verified') return hasUnknownCheck(found.verification);
  return !Object.hasOwn(events, found.event) && !Object.hasOwn(runEvents, found.event);
};
