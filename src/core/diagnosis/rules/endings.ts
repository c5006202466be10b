import { groupBy } from '../../stack/groupBy.js';
import type { Replica } from '../../stack/replica.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { failedStarts } from '../failedStarts.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import type { NotStarting } from '../finding.js';
import { lastSaying } from '../lastSaying.js';
import { missingProgramIn } from '../missingProgram.js';
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
    const program = first && isProgramMissing(exitCode) ? missingProgramIn(lastLine(first, seen)) : undefined;
    const finding: NotStarting =
      program === undefined
        ? { cause: 'ends-by-itself', exitCode }
        : { cause: 'program-missing', program: saying(program) };
    return causeOf(finding, 'certain', {
      replicas: replicas.map(({ name }) => saying(name)),
      evidence: replicas.slice(0, shownReplicas).flatMap((replica) => shownEnd(replica, seen)),
      remedies: [
        ...(program === undefined ? [] : [{ remedy: 'open-compose-file' } as const]),
        openLogs(seen),
        ...(first ? [inspect(first)] : []),
      ],
    });
  });
}

/** What shells and inits end with for a program that is not there, or may not be run. */
const isProgramMissing = (exitCode: number | undefined): boolean => exitCode === 126 || exitCode === 127;

const lastLine = ({ containerId }: Replica, { logs }: Observations): string =>
  lastSaying(known(logs)?.get(containerId) ?? []);

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
  const said = lastLine(replica, seen);
  return [
    ...(exitCode === undefined
      ? []
      : [evidence('containers', 'exit-code', replica.name, { value: exitCode, unit: 'status' })]),
    ...(restarts > 0 ? [evidence('containers', 'restarts', replica.name, { value: restarts })] : []),
    ...(said === '' ? [] : [evidence('logs', 'log-line', replica.name, { said })]),
  ];
}
