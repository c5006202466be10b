import type { DiskUse } from '../../../core/diagnosis/diskUse.js';
import { failedStarts } from '../../../core/diagnosis/failedStarts.js';
import { known, type Observations, type Seen } from '../../../core/diagnosis/observations.js';
import type { Operation } from '../../../core/operation/operation.js';
import type { MeanUse } from '../../../core/scaling/guards/replicaNeeds.js';
import type { HostRoom } from '../../../core/scaling/hostRoom.js';
import type { Runbook } from '../../../core/runbook/runbook.js';
import { isReachable, type Service, type Snapshot, type Stack } from '../../../core/stack/stack.js';
import type { CheckProblem } from '../../../core/verification/check.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { readMachine } from '../../operations/guards/readMachine.js';
import { readUse } from '../../operations/guards/readUse.js';
import { engineAhead } from '../../engineAhead.js';
import type { Clock, EngineConnection } from '../../ports.js';
import type { DiagnoserNeeds } from '../diagnoserNeeds.js';
import { readDetails, readEnds, readLogs } from './inspectReplicas.js';
import { failedChecks, lastOperation, rulesNow } from './lately.js';
import { look, unreachable } from './look.js';
import { balancerNameOf, readBalancer } from './readBalancer.js';
import { readDatabase } from './readDatabase.js';
import { readImages } from './readImages.js';
import { readRedis, redisServices } from './readRedis.js';

/** What is diagnosed, and over which connection. */
export interface Subject {
  readonly connection: EngineConnection;
  readonly stack: Stack;
  readonly runbook: Runbook;
  readonly service: Service;
  /** False in an untrusted workspace. */
  readonly mayRun: boolean;
}

const partMs = 8000;
/** Two questions, each as long as a server may take to give it up. */
const databaseMs = 12_000;

const untrusted: Result<never, CheckProblem> = fail({ reason: 'untrusted' });

/**
 * Looks at every part at once, each within its own time.
 *
 * @param journalProblem why what was done before is not known
 * @param rules ends when the rules have looked at the service, or when that is not waited for any longer
 */
export async function gather(
  needs: DiagnoserNeeds,
  { connection, stack, runbook, service, mayRun }: Subject,
  journalProblem: string | undefined,
  rules: Promise<void>,
  signal: AbortSignal,
): Promise<Observations> {
  const { store, clock } = needs;
  const now = clock.now();
  const operation = lastOperation(store.state, service, connection.context.name, now);
  const { postgres } = runbook;
  const time = look(partMs, signal, (part) => engineTime(connection, clock, part));
  const balancerName = balancerNameOf(runbook, service.name);
  const redis = redisServices(stack);
  const trusted = <T>(
    limitMs: number,
    work: (part: AbortSignal) => Promise<Result<T, CheckProblem>>,
  ): Promise<Seen<T>> => (mayRun ? look(limitMs, signal, work) : Promise.resolve(untrusted));
  const [containers, ends, logs, use, machine, images, balancer, database, redisSeen] = await Promise.all([
    look(partMs, signal, async (part) => readDetails(await needs.sources(), connection, service, stack, part)),
    look(partMs, signal, async (part) => readEnds(await needs.sources(), connection, service, await time, part)),
    look(partMs, signal, async (part) => readLogs(connection, service, await time, part)),
    look(partMs, signal, (part) => useOf(needs, connection, stack, part)),
    trusted(partMs, async (part) => roomOf(await readMachine(connection, stack, clock, part))),
    look(partMs, signal, async (part) => readImages(await needs.guardSources(), connection, service, operation, part)),
    balancerName === undefined
      ? undefined
      : trusted(partMs, async (part) =>
          readBalancer(await needs.verificationSources(), connection, runbook, balancerName, part),
        ),
    postgres && trusted(databaseMs, (part) => readDatabase(connection, stack, runbook, postgres, part)),
    redis.length === 0 ? undefined : trusted(partMs, (part) => readRedis(connection, redis, runbook, part)),
    rules,
  ]);
  const seen: Observations = {
    stack,
    runbook,
    service,
    now,
    engineNow: known(await time) ?? now,
    holders: holdersIn(store.state.snapshot),
    containers,
    ends,
    logs,
    operation: operationSeen(operation, journalProblem),
    checks: failedChecks(store.state, service, connection.context.name, now),
    rules: rulesNow(store.state, stack, clock.now()),
    use,
    machine,
    images,
    balancer,
    database: database?.ok ? database.value.database : database,
    statements: database?.ok ? database.value.statements : database,
    redis: redisSeen,
    disk: undefined,
  };
  const isFull = failedStarts(seen).some(({ failure }) => failure.failure === 'no-disk');
  return isFull ? { ...seen, disk: await look(partMs, signal, (part) => diskOf(needs, connection, part)) } : seen;
}

/** What the engine's clock shows now. */
async function engineTime(
  connection: EngineConnection,
  clock: Clock,
  signal: AbortSignal,
): Promise<Result<number, CheckProblem>> {
  const ahead = await engineAhead(connection, clock, signal);
  return ahead.ok
    ? ok(clock.now() + ahead.value)
    : unreachable(`the clock of the engine could not be read: ${ahead.error.detail}`);
}

/** Asked only where it matters: an engine goes through every file for it. */
async function diskOf(
  needs: DiagnoserNeeds,
  connection: EngineConnection,
  signal: AbortSignal,
): Promise<Result<DiskUse, CheckProblem>> {
  const read = await (await needs.sources()).diskUse(connection, signal);
  return read.ok ? read : unreachable(read.error.detail);
}

const operationSeen = (operation: Operation | undefined, problem: string | undefined): Seen<Operation> =>
  problem === undefined ? operation && ok(operation) : unreachable(problem);

async function useOf(
  { store, clock }: DiagnoserNeeds,
  connection: EngineConnection,
  { services }: Stack,
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, MeanUse>, CheckProblem>> {
  const replicas = services.flatMap((each) => each.replicas.filter(isReachable));
  const use = await readUse(replicas, store.state, connection, clock, signal);
  return use.size === 0 ? fail({ reason: 'too-few', have: 0, needed: 1 }) : ok(use);
}

/** A machine of which nothing could be read was not looked at. */
const roomOf = (room: HostRoom): Result<HostRoom, CheckProblem> =>
  room.busyCpus === undefined && room.availableBytes === undefined && room.diskFreeBytes === undefined
    ? unreachable(room.problems[0] ?? '')
    : ok(room);

const holdersIn = (snapshot: Snapshot | undefined): Observations['holders'] =>
  (snapshot?.stacks ?? []).flatMap(({ services }) =>
    services.flatMap(({ replicas }) =>
      replicas.flatMap(({ name, state, ports }) =>
        state === 'running'
          ? ports.flatMap(({ hostPort }) => (hostPort === undefined ? [] : [{ name, port: hostPort }]))
          : [],
      ),
    ),
  );
