import { groupBy } from '../../stack/groupBy.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import type { FailingHealth } from '../finding.js';
import { known, type Observations } from '../observations.js';
import { probeFailure } from '../probeFailure.js';
import type { Remedy } from '../remedy.js';
import { saying } from '../../verification/fact.js';
import { lastSaying } from '../lastSaying.js';
import { inspect, openLogs, restart } from '../subject.js';
import { machineBusy } from './busyMachine.js';
import { sickReplicas, type SickReplica } from './sickReplicas.js';

const shownReplicas = 3;

/** Health checks that cannot tell anything: their program is not in the image, or they are given up before they answer. */
export function brokenProbes(seen: Observations): readonly Cause[] {
  return groupedBy(seen, ({ replica, last, details }) => {
    const failure = probeFailure(last, details.probe);
    if (failure.failure === 'program-missing')
      return { cause: 'probe-program-missing', program: saying(failure.program) };
    return failure.failure === 'timed-out'
      ? { cause: 'probe-timed-out', timeoutMs: replica.healthCheck?.timeoutMs }
      : undefined;
  }).map(([finding, sick]) => {
    const isCertain = finding.cause === 'probe-program-missing';
    return causeOf(finding, isCertain ? 'certain' : 'likely', {
      replicas: namesOf(sick),
      evidence: [...shownProbes(sick), ...(isCertain ? [] : [...busy(sick, seen), ...machineBusy(seen)])],
      remedies: [{ remedy: 'open-compose-file' }, ...(isCertain ? [] : [openLogs(seen)])],
    });
  });
}

/** What a health check says that nothing else explains. @param explained names of replicas of which the reason is known */
export const failingProbes = (seen: Observations, explained: ReadonlySet<string>): readonly Cause[] =>
  groupedBy(seen, ({ replica, last }) =>
    explained.has(saying(replica.name)) ? undefined : { cause: 'probe-fails', exitCode: last.exitCode },
  ).map(([finding, sick]) =>
    causeOf(finding, 'certain', {
      replicas: namesOf(sick),
      evidence: [...shownProbes(sick), ...lastLines(sick, seen)],
      remedies: remediesFor(sick, seen),
    }),
  );

function groupedBy(
  seen: Observations,
  finding: (sick: SickReplica) => FailingHealth | undefined,
): readonly (readonly [FailingHealth, readonly SickReplica[]])[] {
  const found = sickReplicas(seen).flatMap((sick) => {
    const told = finding(sick);
    return told ? [{ sick, told }] : [];
  });
  return [...groupBy(found, ({ told }) => JSON.stringify(told)).values()].flatMap((group) => {
    const [first] = group;
    return first ? [[first.told, group.map(({ sick }) => sick)] as const] : [];
  });
}

const namesOf = (sick: readonly SickReplica[]): readonly string[] => sick.map(({ replica }) => saying(replica.name));

const shownProbes = (sick: readonly SickReplica[]): readonly Evidence[] =>
  sick.slice(0, shownReplicas).flatMap(({ replica, details, last }) => [
    evidence('containers', 'probe-said', replica.name, { value: last.exitCode, unit: 'status', said: last.said }),
    ...(details.failingStreak > 0
      ? [
          evidence('containers', 'probe-streak', replica.name, {
            value: details.failingStreak,
            bound: replica.healthCheck?.retries,
          }),
        ]
      : []),
  ]);

/** A program that has no CPU left answers late. */
function busy(sick: readonly SickReplica[], { use }: Observations): readonly Evidence[] {
  return sick.slice(0, shownReplicas).flatMap(({ replica }): Evidence[] => {
    const cpus = known(use)?.get(replica.containerId)?.cpus;
    const limit = replica.limits.cpus;
    if (cpus === undefined || limit === undefined || cpus < fullShare * limit) return [];
    return [evidence('use', 'cpu-used', replica.name, { value: (cpus / limit) * 100, unit: 'percent', bound: 100 })];
  });
}

const fullShare = 0.9;

const lastLines = (sick: readonly SickReplica[], { logs }: Observations): readonly Evidence[] =>
  sick.slice(0, shownReplicas).flatMap(({ replica }): Evidence[] => {
    const said = lastSaying(known(logs)?.get(replica.containerId) ?? []);
    return said === '' ? [] : [evidence('logs', 'log-line', replica.name, { said })];
  });

const remediesFor = (sick: readonly SickReplica[], seen: Observations): readonly Remedy[] => [
  openLogs(seen),
  restart(seen),
  ...sick.slice(0, 1).map(({ replica }) => inspect(replica)),
];
