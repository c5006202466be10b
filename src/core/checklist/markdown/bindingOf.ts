import { checklistActionIds, checklistCheckIds, checklistWhenIds } from '../bindings.js';
import type { Binding, DocumentProblem, Lines } from '../document.js';
import { maxCommentLength } from './bounds.js';

type Key = keyof Binding;

const known = {
  check: { ids: new Set<string>(checklistCheckIds), problem: 'unknown-check' },
  action: { ids: new Set<string>(checklistActionIds), problem: 'unknown-action' },
  when: { ids: new Set<string>(checklistWhenIds), problem: 'unknown-when' },
} as const satisfies Record<Key, { ids: ReadonlySet<string>; problem: DocumentProblem['problem'] }>;

/** A key and one word: any other comment is somebody's own. */
const saying = /^\s*([a-z][a-z-]{0,30})\s*:\s*([\w.-]{1,80})\s*$/;

/** What the comments on an item bind it to: all of its checks and conditions, and the first of its actions. An id that does not exist is told of. */
export function bindingOf(
  comments: readonly string[],
  lines: Lines,
): { readonly binding: Binding; readonly problems: readonly DocumentProblem[] } {
  const found: Record<Key, string[]> = { check: [], action: [], when: [] };
  const problems: DocumentProblem[] = [];
  for (const comment of comments) {
    const [, key = '', id = ''] = (comment.length <= maxCommentLength && saying.exec(comment)) || [];
    if (key === '') continue;
    if (!isKey(key)) problems.push({ problem: 'unknown-comment', key, lines });
    else {
      if (!found[key].includes(id)) found[key].push(id);
      if (!known[key].ids.has(id)) problems.push({ problem: known[key].problem, id, lines });
    }
  }
  const { check, action, when } = found;
  return { binding: { check, action: action[0], when }, problems };
}

const isKey = (key: string): key is Key => Object.hasOwn(known, key);
