import { isAlarm } from '../../policy/level.js';
import { levelNow } from '../../policy/serviceStatus.js';
import { readsDocker } from '../../runbook/metric.js';
import { titleOf } from '../../runbook/runbook.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import { ruleEvidence } from '../slowness.js';
import { detailsOf, explain, hasEnded, inspect, openLogs, restart } from '../subject.js';

/** Words of programs that have reached a bound of their own, well below that of their container. */
const heapWords =
  /JavaScript heap out of memory|java\.lang\.OutOfMemoryError|\bMemoryError\b|std::bad_alloc|runtime: out of memory|Allowed memory size of \d+ bytes exhausted|Cannot allocate memory/i;

/** A program that ended because of its own bound of memory. */
export const fullHeaps = (seen: Observations): readonly Cause[] => {
  const said = seen.service.replicas.flatMap((replica) => {
    const restarts = detailsOf(seen, replica)?.restarts ?? replica.restarts;
    const line = (known(seen.logs)?.get(replica.containerId) ?? []).findLast((each) => heapWords.test(each));
    return line !== undefined && (hasEnded(replica) || restarts > 0) ? [{ replica, line }] : [];
  });
  const [first] = said;
  if (!first) return [];
  return [
    causeOf({ cause: 'heap-full' }, 'likely', {
      replicas: said.map(({ replica }) => saying(replica.name)),
      evidence: said.slice(0, 3).map(({ replica, line }) => evidence('logs', 'log-line', replica.name, { said: line })),
      remedies: [openLogs(seen), inspect(first.replica)],
    }),
  ];
};

/** Memory that grows and grows, as the runbook's rule on it says. */
export const leaks = (seen: Observations): readonly Cause[] =>
  (known(seen.rules)?.get(seen.service.id) ?? [])
    .filter((signal) => readsDocker(signal.metric, 'memoryGrowth') && isAlarm(levelNow(signal)))
    .slice(0, 1)
    .flatMap((signal): Cause[] => {
      const { value } = signal;
      if (value === undefined) return [];
      const shown = {
        ...ruleEvidence(signal, titleOf(seen.runbook, seen.service.name)),
        shows: 'memory-growth',
      } as const;
      return [
        causeOf({ cause: 'leak', percentPerHour: value }, 'likely', {
          replicas: [],
          evidence: [{ ...shown, unit: 'percent' }],
          remedies: [restart(seen), explain(seen)],
        }),
      ];
    });
