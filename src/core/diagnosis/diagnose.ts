import { isReady } from '../policy/condition.js';
import { titleOf } from '../runbook/runbook.js';
import type { Cause } from './cause.js';
import { usesDatabase } from './databaseClients.js';
import type { Evidence } from './evidence.js';
import type { Diagnosis, LookedAt } from './diagnosis.js';
import type { Observations } from './observations.js';
import { parts } from './part.js';
import { ranked } from './rank.js';
import { balancerList } from './rules/balancerList.js';
import { connections } from './rules/connections.js';
import { slowDatabase } from './rules/database.js';
import { dependencies } from './rules/dependencies.js';
import { endings, refusedStarts } from './rules/endings.js';
import { fullRedis } from './rules/fullRedis.js';
import { goneImages } from './rules/goneImages.js';
import { busyMachine } from './rules/busyMachine.js';
import { reachedLimits } from './rules/limits.js';
import { notStarting } from './rules/notStarting.js';
import { outOfMemory } from './rules/outOfMemory.js';
import { fullHeaps, leaks } from './rules/ownMemory.js';
import { brokenProbes, failingProbes } from './rules/probes.js';
import { slowReplica } from './rules/slowReplica.js';
import { tooLittleTime } from './rules/tooLittleTime.js';
import { unevenChecks } from './rules/unevenChecks.js';
import { slowness } from './slowness.js';

/** What is most likely wrong, by what was seen. What was not seen explains nothing. */
export function diagnose(seen: Observations): Diagnosis {
  const { service, stack, runbook, now } = seen;
  return {
    service: service.name,
    title: titleOf(runbook, service.name),
    stack: stack.name,
    stackId: stack.id,
    at: now,
    replicas: service.replicas.length,
    ready: service.replicas.filter(isReady).length,
    causes: ranked(causesIn(seen)),
    lookedAt: lookedAt(seen),
  };
}

function causesIn(seen: Observations): readonly Cause[] {
  const here = withFallbacks(seen, ownCauses(seen));
  // What goes on elsewhere in the stack matters where something is slow, or where nothing else is found.
  const slow = slowness(seen);
  const beyond = here.length === 0 || slow.length > 0 ? elsewhere(seen, slow.length > 0) : [];
  const found = [...here, ...beyond.map((cause) => withSlowness(cause, slow))];
  return found.length > 0 ? found : goneImages(seen);
}

/** What says that it matters stands behind what says that it is so. */
function withSlowness(cause: Cause, slow: readonly Evidence[]): Cause {
  const shown = new Set(cause.evidence.map((each) => JSON.stringify(each)));
  const more = slow.filter((each) => !shown.has(JSON.stringify(each)));
  return { ...cause, evidence: [...cause.evidence, ...more.slice(0, 2)] };
}

/** Of the service itself. */
function ownCauses(seen: Observations): readonly Cause[] {
  const memory = outOfMemory(seen);
  const explained = namesIn(memory);
  const isKilled = (cause: Cause): boolean =>
    cause.replicas.length > 0 && cause.replicas.every((name) => explained.has(name));
  const others = [
    ...notStarting(seen),
    ...(usesDatabase(seen) ? connections(seen) : []),
    ...fullHeaps(seen),
    ...brokenProbes(seen),
    ...dependencies(seen),
  ];
  // Who is killed may say whatever it likes before.
  return [
    ...memory,
    ...leaks(seen),
    ...others.filter((cause) => !isKilled(cause)),
    ...tooLittleTime(seen).filter((cause) => !isKilled(cause)),
    ...uneven(seen),
  ];
}

function uneven(seen: Observations): readonly Cause[] {
  const found = [...balancerList(seen), ...slowReplica(seen)];
  return found.length > 0 ? found : unevenChecks(seen);
}

/** What the engine and the replicas say themselves, for those of which nothing else is known. */
function withFallbacks(seen: Observations, causes: readonly Cause[]): readonly Cause[] {
  const explained = namesIn(causes.filter(explains));
  return [...causes, ...refusedStarts(seen, explained), ...endings(seen, explained), ...failingProbes(seen, explained)];
}

/** That a replica may need more time, or that what it needs is away, is no reason to leave out what it says. */
const explains = ({ cause, evidence }: Cause): boolean =>
  cause !== 'too-little-time' && evidence.some(({ shows }) => shows !== 'dependency-ready');

/** @param isSlow what is only busy matters where something is slow */
const elsewhere = (seen: Observations, isSlow: boolean): readonly Cause[] => [
  ...slowDatabase(seen),
  ...fullRedis(seen),
  ...reachedLimits(seen),
  ...(isSlow ? busyMachine(seen) : []),
  ...(usesDatabase(seen) ? [] : connections(seen)),
];

const namesIn = (causes: readonly Cause[]): ReadonlySet<string> => new Set(causes.flatMap(({ replicas }) => replicas));

/** The parts that there are. */
function lookedAt(seen: Observations): readonly LookedAt[] {
  return parts.flatMap((part): LookedAt[] => {
    if (part === 'replicas') return [{ part, problem: undefined }];
    const looked = seen[part];
    return looked === undefined ? [] : [{ part, problem: looked.ok ? undefined : looked.error }];
  });
}
