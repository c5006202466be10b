import { fail, ok, type Result } from '../../../util/result.js';
import { badArgument } from '../../../view/words/badArgument.js';

/** What a command was called with. */
export type CommandArguments =
  | { readonly from: 'rows'; readonly ids: readonly string[] }
  | {
      readonly from: 'caller';
      readonly stack: string | undefined;
      readonly service: string | undefined;
      readonly replicas: number | undefined;
    }
  | { readonly from: 'nothing' };

/**
 * Tree rows come as ids: the row under the cursor, and the selection when the row is part of it. Keybindings and tasks give an object
 * such as `{ "service": "pdf-worker", "replicas": 6 }`. Anything else is refused with the sentence to show.
 */
export function readArguments(args: readonly unknown[]): Result<CommandArguments, string> {
  const [first, second] = args;
  if (first === undefined || first === null) return ok({ from: 'nothing' });
  if (typeof first === 'string') {
    const selected = Array.isArray(second) ? second.filter((id) => typeof id === 'string') : [];
    return ok({ from: 'rows', ids: selected.includes(first) ? selected : [first] });
  }
  if (typeof first !== 'object' || Array.isArray(first)) return fail(expected);
  const { stack, service, replicas, ...others } = first as Record<string, unknown>;
  const unknown = Object.keys(others);
  if (unknown.length > 0) return fail(badArgument(`"${unknown[0] ?? ''}" is no argument of this command`));
  if (!isName(stack)) return fail(badArgument('"stack" must be a name'));
  if (!isName(service)) return fail(badArgument('"service" must be a name'));
  if (!isCount(replicas)) return fail(badArgument('"replicas" must be a whole number'));
  return ok({ from: 'caller', stack, service, replicas });
}

const expected = badArgument('Arguments look like { "service": "web", "replicas": 6 }');

const isName = (value: unknown): value is string | undefined =>
  value === undefined || (typeof value === 'string' && value !== '');

const isCount = (value: unknown): value is number | undefined =>
  value === undefined || (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
