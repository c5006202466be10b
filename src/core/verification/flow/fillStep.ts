import type { FlowStep } from '../../runbook/verificationPolicy.js';
import { fail, type Result } from '../../../util/result.js';

/** Names and texts for `{{name}}`: given ones, and what earlier steps captured. */
export type Names = ReadonlyMap<string, string>;

/** What is sent: a step's request with every `{{name}}` filled in. */
export type FilledRequest = Pick<FlowStep, 'method' | 'url' | 'headers' | 'body'>;

/** The failure is the end of a sentence, with the place in it. Values are escaped for where they stand: an address, JSON, a header. */
export function fillStep(step: FlowStep, names: Names): Result<FilledRequest, string> {
  return fail(`${step.title} ${names.size}`);
}
