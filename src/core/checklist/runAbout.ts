import type { Operation } from '../operation/operation.js';
import { countIn } from '../operation/run/countIn.js';
import { isChanging } from '../operation/stage.js';
import type { ChecklistRun, ChecklistSource, RunSubject } from './run.js';

/** What an operation changes, as the subject of a run: its service where it is one, or its whole stack. */
export function aboutOperation({ id, plan }: Operation): { readonly subject: RunSubject; readonly title: string } {
  const changed = new Map(plan.stages.filter(isChanging).map((stage) => [stage.service, stage.title]));
  const [[service, title] = ['', plan.stack]] = changed.size === 1 ? [...changed] : [];
  return {
    subject: {
      context: plan.context,
      stackId: plan.stackId,
      stack: plan.stack,
      service,
      from: service === '' ? undefined : countIn(plan.before, service),
      target: service === '' ? undefined : countIn(plan.after, service),
      operation: id,
    },
    title,
  };
}

/** A run of the same text about the same: it is gone on with rather than begun a second time. Another target of a service is the same. */
export const sameSubject = (run: ChecklistRun, source: ChecklistSource, subject: RunSubject): boolean =>
  sameSource(run.source, source) &&
  run.subject.context === subject.context &&
  run.subject.stackId === subject.stackId &&
  run.subject.service === subject.service;

const sameSource = (a: ChecklistSource, b: ChecklistSource): boolean =>
  a.from === 'file' ? b.from === 'file' && a.uri === b.uri : b.from === a.from;
