import type { Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { findingOf } from '../finding.js';
import type { Asked } from './asked.js';

/**
 * Kinds `health-url` and `health-inside`: everything that was asked answered 200. One of several answers for the same address is enough to
 * fail it.
 *
 * @param asked every single question; `of` is the address, or the replica's name. In the facts each stands once.
 */
export function judgeHealth(asked: readonly Asked[]): Finding {
  const byName = new Map<string, readonly Asked[]>();
  for (const each of asked) byName.set(each.of, [...(byName.get(each.of) ?? []), each]);
  const facts = [...byName].map(([of, answers]) => factOfAll(of, answers));
  const said = asked.find(({ got }) => got === 'nothing')?.said;
  return findingOf(
    facts,
    said === undefined ? { reason: 'too-few', have: 0, needed: 1 } : { reason: 'unreachable', detail: said },
  );
}

function factOfAll(of: string, asked: readonly Asked[]): Fact {
  const silent = asked.find((each) => each.got === 'silence');
  if (silent) return factOf(of, 'fail', { unit: 'status', said: silent.said });
  const wrong = asked.find((each) => each.got === 'answer' && each.status !== 200);
  if (wrong?.got === 'answer') return factOf(of, 'fail', { unit: 'status', value: wrong.status, said: wrong.said });
  const unasked = asked.find((each) => each.got === 'nothing');
  return unasked
    ? factOf(of, 'unknown', { unit: 'status', said: unasked.said })
    : factOf(of, 'pass', { unit: 'status', value: 200 });
}
