import type { JournalEvent } from '../journalEvent.js';
import type { Measured, MeasuredFigure, MeasuredService } from '../measured.js';
import type { OperationOutcome, Override, StageStep, WatchLook } from '../operation.js';
import { counts, plan } from './planShape.js';
import { level, problem, worsened } from './problemShape.js';
import { listOf, misshapen, number, object, oneOf, optional, tagged, text, time, whole, type Shape } from './shape.js';

const oneOnly: Shape<true> = (value) => (value === true ? true : misshapen);

const figure = object<MeasuredFigure>({
  metric: text,
  title: text,
  unit: text,
  value: optional(number),
  level,
  isDemand: optional(oneOnly),
});

const measured = object<Measured>({
  at: time,
  services: listOf(
    object<MeasuredService>({
      service: text,
      title: text,
      replicas: whole,
      ready: whole,
      level,
      isElsewhere: optional(oneOnly),
      figures: listOf(figure),
    }),
  ),
});

type Of<E extends JournalEvent['event']> = Extract<JournalEvent, { event: E }>;

/** As this product makes them: rows and menus find an operation by it. */
const id: Shape<string> = (value) => (typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value) ? value : misshapen);

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
};

export const journalEvent = tagged<'event', JournalEvent>('event', events);

/** Something happened, by a name that this version does not know. */
export const isEventOfAnotherVersion = (value: unknown): boolean => {
  const named = object<{ event: string; operation: string }>({ event: text, operation: text })(value);
  return typeof named === 'object' && !Object.hasOwn(events, named.event);
};
