import { parseJson } from '../../../util/parseJson.js';
import { valueAt } from '../../json/jsonPath.js';
import type { FlowExpectation, FlowStep } from '../../runbook/verificationPolicy.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { fillPlain, type Names } from './fillStep.js';
import type { FlowAnswer } from './flowAnswer.js';

/** Expects anything but nothing. */
export const anything = '*';
/** Before the name of a header, where a JSON path could stand. */
const headerPrefix = 'header:';
/** The most of an answer that is taken over into the next request, characters. */
const longestCapture = 4096;

/** What of the expectation an answer does not meet, each the end of a sentence; empty where all is as expected. */
export function unmetBy(answer: FlowAnswer, expect: FlowExpectation, names: Names): readonly string[] {
  const { statuses, json } = expect;
  const status = statuses.includes(answer.status) ? [] : [`HTTP ${answer.status}, not ${statuses.join(' or ')}`];
  const read = reader(answer);
  return [...status, ...Object.entries(json).flatMap(([path, text]) => unmetAt(path, text, read(path), names))];
}

function unmetAt(path: string, expected: string, found: string | undefined, names: Names): readonly string[] {
  if (found === undefined || found === '') return [`it has no ${path}`];
  if (expected === anything) return [];
  const filled = fillPlain(expected, names);
  if (!filled.ok) return [`what ${path} is compared with ${filled.error}`];
  return found === filled.value ? [] : [`${path} is ${found.slice(0, 100)}, not ${filled.value.slice(0, 100)}`];
}

/** The names with those that the step captures of its answer. The failure is the end of a sentence. */
export function capture(answer: FlowAnswer, step: Pick<FlowStep, 'capture'>, names: Names): Result<Names, string> {
  const captured = new Map(names);
  const read = reader(answer);
  for (const [name, path] of Object.entries(step.capture)) {
    const value = read(path);
    if (value === undefined || value === '') return fail(`it has no ${path}`);
    if (value.length > longestCapture) return fail(`its ${path} is too long`);
    captured.set(name, value);
  }
  return ok(captured);
}

/** What stands in an answer by a JSON path, or by `header:name`, as text; undefined where nothing does, or a list or an object. */
export const textAt = (answer: FlowAnswer, path: string): string | undefined => reader(answer)(path);

/** Parses the answer once, and only if some path asks for JSON. */
function reader({ headers, text }: FlowAnswer): (path: string) => string | undefined {
  let parsed: { readonly document: unknown } | undefined;
  return (path) => {
    if (path.startsWith(headerPrefix)) {
      const name = path.slice(headerPrefix.length).toLowerCase();
      return Object.hasOwn(headers, name) ? headers[name] : undefined;
    }
    parsed ??= { document: parseJson(text) };
    const found = valueAt(parsed.document, path);
    return found.ok ? asText(found.value) : undefined;
  };
}

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
