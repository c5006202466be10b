import type { FlowExpectation, FlowStep } from '../../runbook/verificationPolicy.js';
import { fail, type Result } from '../../../util/result.js';
import type { FlowAnswer } from './flowAnswer.js';
import type { Names } from './fillStep.js';

/** What of the expectation an answer does not meet, each the end of a sentence; empty where all is as expected. */
export function unmetBy(answer: FlowAnswer, expect: FlowExpectation, names: Names): readonly string[] {
  return [`${answer.status} ${expect.statuses.length} ${names.size}`];
}

/** The names with those that the step captures of its answer. The failure is the end of a sentence. */
export function capture(answer: FlowAnswer, step: FlowStep, names: Names): Result<Names, string> {
  return fail(`${step.title} ${answer.status} ${names.size}`);
}

/** What stands in an answer by a JSON path, or by `header:name`, as text; undefined where nothing does. */
export function textAt(answer: FlowAnswer, path: string): string | undefined {
  return answer.headers[path];
}
