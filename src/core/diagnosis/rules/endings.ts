import { groupBy } from '../../stack/groupBy.js';
import type { Replica } from '../../stack/replica.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { failedStarts } from '../failedStarts.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import { lastSaying } from '../lastSaying.js';
import { detailsOf, hasEnded, inspect, openLogs } from '../subject.js';

const shownReplicas = 3;

/** Replicas that end by themselves, where nothing else explains it. @param explained their names where the reason is known */
export function endings(seen: Observations, explained: ReadonlySet<string>): readonly Cause[] {
  const ended = seen.service.replicas.filter(
    (replica) => hasEnded(replica) && !explained.has(saying(replica.name)) && detailsOf(seen, replica) !== undefined,
  );
  return [...groupBy(ended, (replica) => String(exitCodeOf(replica, seen))).values()].map((replicas) => {
    const [first] = replicas;
    const exitCode = first && exitCodeOf(first, seen);
    return causeOf({ cause: 'ends-by-itself', exitCode }, 'certain', {
      replicas: replicas.map(({ name }) => saying(name)),
      evidence: replicas.slice(0, shownReplicas).flatMap((replica) => shownEnd(replica, seen)),
      remedies: [openLogs(seen), ...(first ? [inspect(first)] : [])],
    });
  });
}

/** What the engine said of a start that is in no other words known here. */
export function refusedStarts(seen: Observations, explained: ReadonlySet<string>): readonly Cause[] {
  const starts = failedStarts(seen).filter(({ name }) => !explained.has(saying(name)));
  if (starts.length === 0) return [];
  return [
    causeOf({ cause: 'start-refused' }, 'certain', {
      replicas: starts.map(({ name }) => saying(name)),
      evidence: starts.slice(0, shownReplicas).map(({ shown }) => shown),
      remedies: [{ remedy: 'open-compose-file' }, openLogs(seen)],
    }),
  ];
}

const exitCodeOf = (replica: Replica, seen: Observations): number | undefined =>
  detailsOf(seen, replica)?.exitCode ?? replica.exitCode;

function shownEnd(replica: Replica, seen: Observations): readonly Evidence[] {
  const restarts = detailsOf(seen, replica)?.restarts ?? 0;
  const exitCode = exitCodeOf(replica, seen);
  const said = lastSaying(known(seen.logs)?.get(replica.containerId) ?? []);
  return [
    ...(exitCode === undefined
      ? []
      : [evidence('containers', 'exit-code', replica.name, { value: exitCode, unit: 'status' })]),
    ...(restarts > 0 ? [evidence('containers', 'restarts', replica.name, { value: restarts })] : []),
    ...(said === '' ? [] : [evidence('logs', 'log-line', replica.name, { said })]),
  ];
}
