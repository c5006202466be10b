import type { SessionCheck } from '../../runbook/verificationPolicy.js';
import type { Finding } from '../check.js';
import type { CheckVerdict } from '../checkVerdict.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import { smallestSample } from '../spread/evenness.js';
import type { SpreadReplica } from '../spread/spreadReplica.js';
import { replicaServing } from '../spread/servedByReplica.js';
import { stepFact, whyNot, type StepSeen } from './flow.js';

export interface SessionSeen {
  /** Every running replica. */
  readonly replicas: readonly SpreadReplica[];
  readonly created: StepSeen;
  /** Each time it was asked for, on a connection of its own, and what the answer told of who gave it, hostile; undefined where it did not tell. */
  readonly reads: readonly { readonly by: string | undefined; readonly seen: StepSeen }[];
}

/**
 * Kind `sessions-shared`: every replica that is ready accepts the session that one of them made. Where answers do not tell who gave them, so many
 * have to accept it that none was left out by chance. A single replica proves nothing: the suite leaves it out then.
 */
export function judgeSessions({ create, read }: SessionCheck, { replicas, created, reads }: SessionSeen): Finding {
  const made = stepFact(create, created);
  const ready = replicas.filter(({ isReady }) => isReady);
  if (made.verdict !== 'pass') return findingOf([made], whyNot([created], 1));
  if (ready.length < 2) return couldNotTell({ reason: 'too-few', have: ready.length, needed: 2 }, [made]);
  const facts = reads.map(({ by, seen }) => ({
    replica: by === undefined ? undefined : replicaServing(by, replicas),
    fact: stepFact(read, seen),
  }));
  const of = (replica: SpreadReplica | undefined): readonly Fact[] =>
    facts.filter((each) => each.replica === replica).map(({ fact }) => fact);
  const unnamed = of(undefined);
  const needed = smallestSample(ready.length);
  const isEnough = unnamed.filter(({ verdict }) => verdict === 'pass').length >= needed;
  const known = ready.map((replica) =>
    together(replica.name, of(replica), isEnough && unnamed.length === reads.length),
  );
  const silent = unnamed.filter(({ verdict }) => verdict !== 'pass').slice(0, 1);
  const have = known.filter(({ verdict }) => verdict === 'pass').length;
  return findingOf([made, ...known, ...silent], { reason: 'too-few', have, needed: ready.length });
}

/** What one replica's answers say together; `value` is how many there were. */
function together(name: string, facts: readonly Fact[], isProvenOtherwise: boolean): Fact {
  const refused = facts.find(({ verdict }) => verdict === 'fail');
  const accepted = facts.filter(({ verdict }) => verdict === 'pass');
  const verdict: CheckVerdict = refused ? 'fail' : accepted.length > 0 || isProvenOtherwise ? 'pass' : 'unknown';
  return factOf(name, verdict, { value: facts.length > 0 ? accepted.length : undefined, said: refused?.said ?? '' });
}
