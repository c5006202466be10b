import { median } from '../../policy/statistics/median.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import type { Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import { detailsOf, inspect, openLogs, readyReplicas, restart } from '../subject.js';

/** So many times as long as the others, and longer than this: what starts a program in a container takes a tenth of a second by itself. */
const times = 3;
const leastMs = 500;
const leastProbes = 3;

/** One replica that answers its health check far later than the others do. */
export function slowReplica(seen: Observations): readonly Cause[] {
  const timed = readyReplicas(seen).flatMap((replica) => {
    const took = (detailsOf(seen, replica)?.probes ?? []).filter(({ exitCode }) => exitCode === 0);
    const middle = median(took.map(({ tookMs }) => tookMs));
    return took.length < leastProbes || middle === undefined ? [] : [{ replica, tookMs: middle }];
  });
  const [slowest, ...others] = [...timed].sort((a, b) => b.tookMs - a.tookMs);
  const othersMs = median(others.map(({ tookMs }) => tookMs));
  if (!slowest || othersMs === undefined || slowest.tookMs < Math.max(leastMs, times * othersMs)) return [];
  const { replica, tookMs } = slowest;
  return [
    causeOf({ cause: 'replica-slow', tookMs, othersMs }, 'likely', {
      replicas: [saying(replica.name)],
      evidence: [
        evidence('containers', 'probe-took', replica.name, { value: tookMs, unit: 'ms', bound: times * othersMs }),
        ...others.slice(0, 2).map((other) =>
          evidence('containers', 'probe-took', other.replica.name, {
            verdict: 'pass',
            value: other.tookMs,
            unit: 'ms',
          }),
        ),
      ],
      remedies: [openLogs(seen), inspect(replica), restart(seen)],
    }),
  ];
}
