import { isReady } from '../../policy/condition.js';
import { titleOf } from '../../runbook/runbook.js';
import type { Replica } from '../../stack/replica.js';
import type { Service } from '../../stack/stack.js';
import { causeOf, type Cause } from '../cause.js';
import { evidence, type Evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import { saysUnreachable, serviceNamedIn } from '../refusedDependency.js';
import { saying } from '../../verification/fact.js';
import { detailsOf, hasEnded, openLogs } from '../subject.js';

/** What replicas that are unwell say of a service that they do not reach. */
interface Complaint {
  readonly replica: Replica;
  readonly service: Service;
  readonly shown: Evidence;
}

/** A service that others need and that they cannot reach; named by their own words, or by what the Compose file says that they need. */
export function dependencies(seen: Observations): readonly Cause[] {
  const unwell = seen.service.replicas.filter((replica) => isUnwell(replica));
  if (unwell.length === 0) return [];
  const complaints = unwell.flatMap((replica) => complaintOf(replica, seen) ?? []);
  const named = new Set(complaints.map(({ service }) => service));
  const silent = downDependencies(seen).filter((service) => !named.has(service));
  // An address that is not answered any more names nobody; where one service alone is down, it is that one.
  const [alone] = silent.length === 1 ? silent : [];
  const nameless = alone ? unwell.flatMap((replica) => namelessComplaint(replica, alone, seen) ?? []) : [];
  return [
    ...[...named].map((service) => {
      const own = complaints.filter((each) => each.service === service);
      return causeFor(
        service,
        own,
        own.map(({ replica }) => replica),
        seen,
      );
    }),
    ...silent.map((service) => causeFor(service, nameless, unwell, seen)),
  ];
}

const isUnwell = (replica: Replica): boolean =>
  hasEnded(replica) ||
  (replica.state === 'running' && (replica.health === 'unhealthy' || replica.health === 'starting'));

function complaintOf(replica: Replica, seen: Observations): Complaint | undefined {
  const others = neighboursOf(seen);
  for (const { lines, ...how } of spokenBy(replica, seen)) {
    const line = lines.findLast((each) => saysUnreachable(each) && serviceNamedIn(each, others) !== undefined);
    const found = line === undefined ? undefined : serviceNamedIn(line, others);
    if (line !== undefined && found) return { replica, service: found.service, shown: shownLine(how, replica, line) };
  }
  return undefined;
}

function namelessComplaint(replica: Replica, service: Service, seen: Observations): Complaint | undefined {
  for (const { lines, ...how } of spokenBy(replica, seen)) {
    const line = lines.findLast(saysUnreachable);
    if (line !== undefined) return { replica, service, shown: shownLine(how, replica, line) };
  }
  return undefined;
}

interface How {
  readonly from: 'containers' | 'logs';
  readonly shows: 'probe-said' | 'log-line';
  /** Of the run of the health check that said it. */
  readonly exitCode: number | undefined;
}

/** What a replica's health check said last, and its log. */
function spokenBy(replica: Replica, seen: Observations): readonly (How & { readonly lines: readonly string[] })[] {
  const failed = detailsOf(seen, replica)?.probes.findLast(({ exitCode }) => exitCode !== 0);
  const lines = known(seen.logs)?.get(replica.containerId) ?? [];
  return [
    ...(failed
      ? [{ from: 'containers', shows: 'probe-said', exitCode: failed.exitCode, lines: [failed.said] } as const]
      : []),
    { from: 'logs', shows: 'log-line', exitCode: undefined, lines },
  ];
}

const shownLine = ({ from, shows, exitCode }: How, { name }: Replica, said: string): Evidence =>
  evidence(from, shows, name, { value: exitCode, unit: 'status', said });

const neighboursOf = (seen: Observations) =>
  seen.stack.services
    .filter(({ id }) => id !== seen.service.id)
    .map((service) => ({
      name: service.name,
      service,
      addresses: service.replicas.flatMap((replica) => detailsOf(seen, replica)?.addresses ?? []),
    }));

/** Those that the labels name and that have no replica that works. */
const downDependencies = ({ service, stack }: Observations): readonly Service[] =>
  (service.origin?.dependsOn ?? []).flatMap((name) => {
    const other = stack.services.find((each) => each.name === name);
    // A job that has done its work is no service that is away.
    const isJob = other?.replicas.every(({ state, exitCode }) => state === 'exited' && exitCode === 0) ?? false;
    return other && !isJob && !other.replicas.some(isReady) ? [other] : [];
  });

function causeFor(
  service: Service,
  complaints: readonly Complaint[],
  replicas: readonly Replica[],
  seen: Observations,
): Cause {
  const ready = service.replicas.filter(isReady).length;
  const isDown = ready === 0;
  const title = titleOf(seen.runbook, service.name);
  const shown = complaints.slice(0, 3).map((each) => each.shown);
  const state = evidence('replicas', 'dependency-ready', title, {
    verdict: isDown ? 'fail' : 'pass',
    value: ready,
    bound: 1,
    boundIs: 'least',
  });
  return causeOf(
    { cause: 'dependency-away', service: service.name, title, isDown },
    isDown && complaints.length > 0 ? 'certain' : 'likely',
    {
      replicas: replicas.map(({ name }) => saying(name)),
      evidence: [...shown, state],
      remedies: [{ remedy: 'diagnose', service: service.name, title }, openLogs(seen)],
    },
  );
}
