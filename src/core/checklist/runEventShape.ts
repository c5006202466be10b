import { id } from '../operation/journal/idShape.js';
import {
  namesWith,
  number,
  object,
  oneOf,
  optional,
  tagged,
  text,
  time,
  whole,
  type Shape,
} from '../operation/journal/shape.js';
import type { ChecklistSource, CommandEnd, RunSubject, Seen } from './run.js';
import type { RunEvent } from './runEvent.js';

type Of<E extends RunEvent['event']> = Extract<RunEvent, { event: E }>;

/** What every line begins with. */
const line = <E extends RunEvent['event']>(
  event: E,
): { readonly run: Shape<string>; readonly at: Shape<number>; readonly event: Shape<E> } => ({
  run: id,
  at: time,
  event: oneOf(event),
});

const source = tagged<'from', ChecklistSource>('from', {
  bundled: object<Extract<ChecklistSource, { from: 'bundled' }>>({ from: oneOf('bundled') }),
  file: object<Extract<ChecklistSource, { from: 'file' }>>({ from: oneOf('file'), uri: text }),
});

const subject = object<RunSubject>({
  context: text,
  stackId: text,
  stack: text,
  service: text,
  from: optional(whole),
  target: optional(whole),
  operation: optional(id),
});

const seen = object<Omit<Seen, 'at'>>({
  verdict: oneOf('pass', 'fail', 'unknown', 'not-yet', 'not-needed'),
  evidence: text,
});

const end = object<Omit<CommandEnd, 'at'>>({
  exitCode: optional(number),
  how: oneOf('ended', 'cancelled', 'failed', 'in-terminal'),
  output: text,
});

const item = { item: text };
const person = { by: text };

/** By the name of the event. */
export const runEvents: { readonly [E in RunEvent['event']]: Shape<RunEvent> } = {
  'run-begun': object<Of<'run-begun'>>({
    ...line('run-begun'),
    ...person,
    name: text,
    source,
    subject,
    countsBefore: namesWith(whole),
  }),
  'run-subject': object<Of<'run-subject'>>({ ...line('run-subject'), subject }),
  'item-seen': object<Of<'item-seen'>>({ ...line('item-seen'), ...item, seen }),
  'item-ticked': object<Of<'item-ticked'>>({ ...line('item-ticked'), ...item, ...person, reason: optional(text) }),
  'item-unticked': object<Of<'item-unticked'>>({ ...line('item-unticked'), ...item, ...person }),
  'item-denied': object<Of<'item-denied'>>({ ...line('item-denied'), ...item, ...person, reason: text }),
  'item-undenied': object<Of<'item-undenied'>>({ ...line('item-undenied'), ...item, ...person }),
  'item-note': object<Of<'item-note'>>({ ...line('item-note'), ...item, ...person, text }),
  'stage-closed': object<Of<'stage-closed'>>({ ...line('stage-closed'), ...person, stage: text }),
  'stage-opened': object<Of<'stage-opened'>>({ ...line('stage-opened'), ...person, stage: text }),
  'team-told': object<Of<'team-told'>>({ ...line('team-told'), ...person }),
  'team-told-end': object<Of<'team-told-end'>>({ ...line('team-told-end'), ...person }),
  'command-begun': object<Of<'command-begun'>>({ ...line('command-begun'), ...person, fence: text, text }),
  'command-ended': object<Of<'command-ended'>>({ ...line('command-ended'), fence: text, end }),
  'run-ended': object<Of<'run-ended'>>({ ...line('run-ended'), ...person }),
};
