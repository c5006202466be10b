import type { ContainerDetails, ContainerEnd } from '../../../core/diagnosis/containerDetails.js';
import { freshLines, freshMs } from '../../../core/diagnosis/freshLines.js';
import { isReady } from '../../../core/policy/condition.js';
import type { Replica } from '../../../core/stack/replica.js';
import { isReachable, type Service, type Stack } from '../../../core/stack/stack.js';
import type { CheckProblem } from '../../../core/verification/check.js';
import { ok, type Result } from '../../../util/result.js';
import type { EngineConnection } from '../../ports.js';
import type { DiagnosisSources } from '../ports.js';
import { unreachable } from './look.js';

/** More than these are not looked at one by one. */
const mostReplicas = 40;
const mostOfNeighbour = 10;
const mostNeighbours = 60;
const mostLogs = 6;
const logLines = 60;
/** As far back as ends still explain something. */
const endsMs = 60 * 60_000;

/** Of the service's own replicas, and of its neighbours, whose addresses stand in what it says. */
export async function readDetails(
  sources: DiagnosisSources,
  connection: EngineConnection,
  service: Service,
  { services }: Stack,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, ContainerDetails>, CheckProblem>> {
  const others = services
    .filter(({ id }) => id !== service.id)
    .flatMap((other) => idsOf(other).slice(0, mostOfNeighbour));
  const read = await sources.details(connection, [...idsOf(service), ...others.slice(0, mostNeighbours)], signal);
  if (!read.ok) return unreachable(read.error.detail);
  return ok(new Map(read.value.map((details) => [details.containerId, details])));
}

/** @param engineNow what the engine's clock shows */
export async function readEnds(
  sources: DiagnosisSources,
  connection: EngineConnection,
  service: Service,
  engineNow: Result<number, CheckProblem>,
  signal: AbortSignal,
): Promise<Result<readonly ContainerEnd[], CheckProblem>> {
  if (!engineNow.ok) return engineNow;
  const times = { sinceAt: engineNow.value - endsMs, untilAt: engineNow.value };
  const read = await sources.ends(connection, idsOf(service), times, signal);
  return read.ok ? read : unreachable(read.error.detail);
}

/** What a few have said last: those in trouble first. Those that cannot be read are missing, unless none can. */
export async function readLogs(
  connection: EngineConnection,
  service: Service,
  engineNow: Result<number, CheckProblem>,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, readonly string[]>, CheckProblem>> {
  const read = await Promise.all(
    inOrder(service)
      .slice(0, mostLogs)
      .map(async (replica) => ({
        containerId: replica.containerId,
        lines: await readLog(connection, replica, engineNow, signal),
      })),
  );
  const found = read.flatMap(({ containerId, lines }) => (lines.ok ? [[containerId, lines.value] as const] : []));
  const [failed] = read.flatMap(({ lines }) => (lines.ok ? [] : [lines]));
  return found.length === 0 && failed ? failed : ok(new Map(found));
}

async function readLog(
  connection: EngineConnection,
  { containerId, state }: Replica,
  engineNow: Result<number, CheckProblem>,
  signal: AbortSignal,
): Promise<Result<readonly string[], CheckProblem>> {
  const runs = state === 'running';
  if (runs && !engineNow.ok) return engineNow;
  const runsAt = runs && engineNow.ok ? engineNow.value : undefined;
  const sinceAt = runsAt === undefined ? 0 : runsAt - freshMs;
  const read = await connection.logsSince(containerId, sinceAt, logLines, signal);
  return read.ok ? ok(freshLines(read.value, runsAt)) : unreachable(read.error.detail);
}

const idsOf = (service: Service): readonly string[] =>
  inOrder(service)
    .slice(0, mostReplicas)
    .map(({ containerId }) => containerId);

/** Those that are not ready first. A container on another node of a Swarm can be asked nothing. */
function inOrder({ replicas }: Service): readonly Replica[] {
  const reachable = replicas.filter(isReachable);
  return [...reachable.filter((replica) => !isReady(replica)), ...reachable.filter(isReady)];
}
