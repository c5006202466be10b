import type { HealthCheck } from '../../stack/replica.js';
import { causeOf, type Cause } from '../cause.js';
import type { ContainerDetails } from '../containerDetails.js';
import { evidence } from '../evidence.js';
import type { Observations } from '../observations.js';
import { probeFailure } from '../probeFailure.js';
import { saying } from '../../verification/fact.js';
import { detailsOf, openLogs } from '../subject.js';
import { sickReplicas } from './sickReplicas.js';

/** As long as the runbook waits before it looks again. */
const patienceMs = 120_000;

/** Replicas that take longer to be ready than their health check allows. */
export const tooLittleTime = (seen: Observations): readonly Cause[] => [...lateReplicas(seen), ...youngReplicas(seen)];

/** How long a replica has before it counts as unhealthy. */
export const allowedMs = ({ startPeriodMs, intervalMs, retries }: HealthCheck): number =>
  startPeriodMs + intervalMs * retries;

/** Those that were given up and became healthy all the same: that says it all. */
function lateReplicas(seen: Observations): readonly Cause[] {
  return seen.service.replicas.flatMap((replica): Cause[] => {
    const details = detailsOf(seen, replica);
    const check = replica.healthCheck;
    if (!details || !check || replica.state !== 'running' || replica.health !== 'healthy') return [];
    const neededMs = readyAfterMs(details);
    const allowed = allowedMs(check);
    if (neededMs === undefined || neededMs <= allowed) return [];
    return [
      causeOf({ cause: 'too-little-time', allowedMs: allowed, neededMs }, 'certain', {
        replicas: [saying(replica.name)],
        evidence: [
          evidence('containers', 'ready-after', replica.name, { value: neededMs, unit: 'ms', bound: allowed }),
        ],
        remedies: [{ remedy: 'open-compose-file' }],
      }),
    ];
  });
}

/** From its start to the first pass after nothing but failures; undefined where the engine no longer remembers them. */
function readyAfterMs({ startedAt, probes }: ContainerDetails): number | undefined {
  const first = probes.findIndex(({ exitCode }) => exitCode === 0);
  const pass = probes[first];
  if (first < 1 || !pass || startedAt === undefined || probes.slice(first).some(({ exitCode }) => exitCode !== 0))
    return undefined;
  return Math.max(0, pass.at + pass.tookMs - startedAt);
}

/** Those that have not run for long: they may only need more time, whatever their health check says now. */
function youngReplicas(seen: Observations): readonly Cause[] {
  const young = sickReplicas(seen).flatMap(({ replica, details, last }) => {
    const ageMs = details.startedAt === undefined ? Infinity : seen.engineNow - details.startedAt;
    const check = replica.healthCheck;
    const isBroken = probeFailure(last, details.probe).failure === 'program-missing';
    const isYoung = ageMs >= 0 && ageMs < patienceMs && check !== undefined && allowedMs(check) < patienceMs;
    return isYoung && !isBroken && details.restarts === 0 ? [{ replica, ageMs, allowed: allowedMs(check) }] : [];
  });
  const [first] = young;
  if (!first) return [];
  return [
    causeOf({ cause: 'too-little-time', allowedMs: first.allowed, neededMs: undefined }, 'likely', {
      replicas: young.map(({ replica }) => saying(replica.name)),
      evidence: young
        .slice(0, 3)
        .map(({ replica, ageMs, allowed }) =>
          evidence('containers', 'running-for', replica.name, { value: ageMs, unit: 'ms', bound: allowed }),
        ),
      remedies: [
        { remedy: 'wait', forMs: Math.max(0, patienceMs - first.ageMs) },
        { remedy: 'open-compose-file' },
        openLogs(seen),
      ],
    }),
  ];
}
