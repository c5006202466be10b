import fc from 'fast-check';
import type { ChecklistSource, RunSubject } from '../../../../src/core/checklist/run.js';
import type { RunEvent } from '../../../../src/core/checklist/runEvent.js';
import { anyText, maybe, record, time, whole } from '../operation/journal/anyJson.js';

/** Events of runs of every kind with any text in them, as the product could write them. */

const run = fc.constantFrom('run-1', 'run-2', 'run-3');
const item = fc.constantFrom('a', 'b', '__proto__');

const subject: fc.Arbitrary<RunSubject> = record({
  context: anyText,
  stackId: anyText,
  stack: anyText,
  service: anyText,
  from: maybe(whole),
  target: maybe(whole),
  operation: maybe(fc.constantFrom('op-1', 'op-2')),
});

const source: fc.Arbitrary<ChecklistSource> = fc.oneof(
  record({ from: fc.constant('bundled' as const) }),
  record({ from: fc.constant('file' as const), uri: anyText }),
);

const verdict = fc.constantFrom(
  'pass' as const,
  'fail' as const,
  'unknown' as const,
  'not-yet' as const,
  'not-needed' as const,
);
const how = fc.constantFrom('ended' as const, 'cancelled' as const, 'failed' as const, 'in-terminal' as const);
const line = { run, at: time };
const is = <E extends string>(event: E): fc.Arbitrary<E> => fc.constant(event);

export const anyRunEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  record({
    ...line,
    event: is('run-begun'),
    name: anyText,
    source,
    subject,
    by: anyText,
    countsBefore: fc.dictionary(anyText, whole, { maxKeys: 3 }).map((counts) => ({ ...counts })),
  }),
  record({ ...line, event: is('run-subject'), subject }),
  record({ ...line, event: is('item-seen'), item, seen: record({ verdict, evidence: anyText }) }),
  record({ ...line, event: is('item-ticked'), item, by: anyText, reason: maybe(anyText) }),
  record({ ...line, event: is('item-unticked'), item, by: anyText }),
  record({ ...line, event: is('item-denied'), item, by: anyText, reason: anyText }),
  record({ ...line, event: is('item-undenied'), item, by: anyText }),
  record({ ...line, event: is('item-note'), item, by: anyText, text: anyText }),
  record({ ...line, event: is('stage-closed'), stage: anyText, by: anyText }),
  record({ ...line, event: is('stage-opened'), stage: anyText, by: anyText }),
  record({ ...line, event: is('team-told'), by: anyText }),
  record({ ...line, event: is('team-told-end'), by: anyText }),
  record({ ...line, event: is('command-begun'), fence: item, text: anyText, by: anyText }),
  record({
    ...line,
    event: is('command-ended'),
    fence: item,
    end: record({ exitCode: maybe(fc.integer()), how, output: anyText }),
  }),
  record({ ...line, event: is('run-ended'), by: anyText }),
);
