import { fail, ok, type Result } from '../../util/result.js';

/** What stands at a path such as `queue.waiting` or `pools.0.used`; the failure is a sentence. */
export function valueAt(document: unknown, path: string): Result<unknown, string> {
  let value = document;
  const walked: string[] = [];
  for (const step of path.split('.')) {
    const next = stepInto(value, step);
    if (!next.found) return fail(`the answer has no ${[...walked, step].join('.')}`);
    value = next.value;
    walked.push(step);
  }
  return ok(value);
}

/** The number at a path; the failure is a sentence. */
export function numberAt(document: unknown, path: string): Result<number, string> {
  const found = valueAt(document, path);
  if (!found.ok) return found;
  if (typeof found.value !== 'number') return fail(`${path} is ${kindOf(found.value)}, not a number`);
  // JSON can spell numbers that are too large to be one.
  return Number.isFinite(found.value) ? ok(found.value) : fail(`${path} is no finite number`);
}

/** Own properties alone: `constructor` and the like are nobody's figures, and neither is the length of a list or a text. */
function stepInto(value: unknown, step: string): { readonly found: boolean; readonly value?: unknown } {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return { found: false };
  if (Array.isArray(value) && !/^\d+$/.test(step)) return { found: false };
  return { found: true, value: Object.getOwnPropertyDescriptor(value, step)?.value };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return typeof value === 'boolean' ? 'true or false' : 'an object';
}
