import type { ContainerEnd } from '../../diagnosis/containerDetails.js';
import { isReady } from '../../policy/condition.js';
import type { Replica } from '../../stack/replica.js';
import { countedReplicas, type Service } from '../../stack/stack.js';
import type { Finding } from '../check.js';
import type { CheckVerdict } from '../checkVerdict.js';
import { factOf, type Fact } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';
import type { Wanted } from './wanted.js';

/**
 * Kind `replicas-healthy`: every replica runs and, where it has a health check, is healthy. No replica at all is a failure, and so is one in which the
 * kernel has killed something for want of memory, though it was started again and looks well.
 *
 * @param ends of its containers, lately
 */
export function judgeReplicas(service: Service, ends: readonly ContainerEnd[]): Finding {
  const counted = countedReplicas(service);
  const facts = counted.map((replica) => {
    const { name, containerId } = replica;
    const kills = ends.filter((end) => end.isForMemory && end.containerId === containerId).length;
    const said = [stateOf(replica), killedWords(replica, kills)].filter((words) => words !== '').join(': ');
    return factOf(name, isReady(replica) && kills === 0 ? 'pass' : 'fail', { said });
  });
  const none = factOf('', 'fail', { value: 0, bound: 1, boundIs: 'least' });
  return findingOf(facts.length > 0 ? facts : [none], { reason: 'too-few', have: 0, needed: 1 });
}

/** The engine's own words: its health where it has any, else its state, and why it did not start. */
const stateOf = ({ state, health, error }: Replica): string =>
  [state === 'running' && health !== 'none' ? health : state, error].filter((word) => word !== '').join(': ');

/** Of one that goes on, the engine's own mark may be of long ago. */
function killedWords(replica: Replica, kills: number): string {
  if (kills === 0 && (isReady(replica) || !replica.oomKilled)) return '';
  return `killed by the kernel for want of memory${kills > 1 ? `, ${kills} times` : ''}`;
}

/** Kind `count-as-wanted`. Nobody wanting a count is no pass: the suite leaves it out then. `before` is of before the operation. */
export function judgeCount(service: Service, wanted: Wanted, before: number | undefined): Finding {
  const value = service.replicas.filter(({ state }) => state === 'running').length;
  const fact = (verdict: CheckVerdict, bound: number): Fact =>
    factOf('', verdict, { value, bound, boundIs: 'least', before });
  if (wanted.by === 'nobody')
    return couldNotTell({ reason: 'not-told-how', key: 'services' }, [factOf('', 'unknown', { value })]);
  const { min, max } = 'count' in wanted ? { min: wanted.count, max: wanted.count } : wanted;
  // More than wanted is shown against what they have to stay below.
  const facts =
    value > max ? [factOf('', 'fail', { value, bound: max + 1, before })] : [fact(value < min ? 'fail' : 'pass', min)];
  return findingOf(facts, { reason: 'too-few', have: value, needed: min });
}
