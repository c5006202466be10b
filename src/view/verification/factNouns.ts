import type { CheckKind } from '../../core/verification/check.js';
import { queueFacts } from '../../core/verification/judge/queue.js';
import { responseFacts } from '../../core/verification/judge/responseTime.js';

/** Of one and of several. */
type Noun = readonly [one: string, many: string];

const always = (word: string): Noun => [word, word];

/** What a count is a count of: `3 running`, `21 requests`. */
const counted: Partial<Record<CheckKind, Noun>> = {
  'count-as-wanted': always('running'),
  'connections-within': always('open'),
  'connections-spread': ['connection', 'connections'],
  'load-spread': ['request', 'requests'],
  'no-exhaustion': ['such line', 'such lines'],
  'no-new-errors': ['error', 'errors'],
  'sessions-shared': always('accepted'),
};

/** The same for facts that have a name of their own among those of their kind; empty is the only one of its kind. */
const named: Partial<Record<CheckKind, Readonly<Record<string, Noun>>>> = {
  'replicas-healthy': { '': ['replica', 'replicas'] },
  'balancer-list': { '': always('up in its list') },
  'no-sticky': { '': ['replica answered', 'replicas answered'] },
  'response-time': { [responseFacts.failed]: always('without a good answer') },
  'queue-falling': { [queueFacts.waiting]: always('waiting'), [queueFacts.perMinute]: always('a minute') },
};

/** What stands behind the figure of a fact; empty where the name before it says it all. */
export function factNoun(kind: CheckKind, of: string, value?: number): string {
  const own = named[kind];
  const noun = own && Object.hasOwn(own, of) ? own[of] : counted[kind];
  return noun?.[value === 1 ? 0 : 1] ?? '';
}

/** The noun takes the place of the name. */
export const isNamedByNoun = (kind: CheckKind, of: string): boolean =>
  of === '' || (named[kind] !== undefined && Object.hasOwn(named[kind], of));
