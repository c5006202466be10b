import type * as z from 'zod';
import type { Path } from '../problem.js';
import { runbookFile, type RunbookFile } from '../schema/runbookFile.js';
import { fail, ok, type Result } from '../../../../util/result.js';
import { found } from '../text/found.js';
import { otherwise } from '../text/suggestion.js';
import { expected } from './expected.js';
import type { YamlTree } from './yamlTree.js';

/** Something wrong at a path: with its value, or with its key. */
export interface PathFlaw {
  readonly path: Path;
  readonly at: 'value' | 'key';
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** The file's values in the schema's shape, or where they are not. */
export function readShape(tree: YamlTree): Result<RunbookFile, readonly PathFlaw[]> {
  const read = runbookFile.safeParse(tree.value, { error: expected });
  return read.success ? ok(read.data) : fail(read.error.issues.flatMap((issue) => flawsOf(issue, [], tree)));
}

function flawsOf(issue: Issue, outer: Path, tree: YamlTree): readonly PathFlaw[] {
  const path = [...outer, ...issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        at: 'key',
        message: `Unknown key \`${key}\`${otherwise(key, issue.message.split(', '))}`,
      }));
    case 'invalid_union':
      return unionFlaws(issue, path, tree);
    case 'invalid_key': {
      const words = issue.issues[0]?.message ?? 'a name';
      return [{ path, at: 'key', message: `The key is ${found(path.at(-1))}; expected ${words}.` }];
    }
    case 'invalid_type':
    case 'invalid_value':
    case 'invalid_format':
    case 'too_big':
    case 'too_small':
    case 'not_multiple_of':
    case 'invalid_element':
    case 'custom':
      return [valueFlaw(path, issue.message, tree)];
  }
}

// The flaws of the one form that the value comes nearest to: the form whose kind it is of, if there is one.
function unionFlaws(
  issue: Extract<Issue, { readonly code: 'invalid_union' }>,
  path: Path,
  tree: YamlTree,
): readonly PathFlaw[] {
  const near = issue.errors.find((issues) =>
    issues.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
  );
  return near ? near.flatMap((one) => flawsOf(one, path, tree)) : [valueFlaw(path, issue.message, tree)];
}

function valueFlaw(path: Path, words: string, tree: YamlTree): PathFlaw {
  const what = nameOf(path);
  if (!tree.has(path)) {
    return { path: path.slice(0, -1), at: 'key', message: `${what} is missing; expected ${words}.` };
  }
  const value = tree.at(path);
  const meant =
    typeof value === 'string' && words.startsWith('one of ') ? otherwise(value, words.slice(7).split(', ')) : '.';
  const hint = meant.includes('did you mean') ? meant : '.';
  return { path, at: 'value', message: `${what} is ${found(value)}; expected ${words}${hint}` };
}

/** A value as messages call it: by its key, or by its number in its list. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'The file';
  if (typeof last === 'string') return `\`${last}\``;
  const list = path.at(-2);
  return `Entry ${last + 1}${typeof list === 'string' ? ` of \`${list}\`` : ''}`;
}
