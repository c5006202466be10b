import { causeOf, type Cause, type Certainty } from '../cause.js';
import { databaseClient } from '../databaseClients.js';
import { evidence, type Evidence } from '../evidence.js';
import { poolFullLine, serverFullLine } from '../exhaustionLines.js';
import { known, type Observations } from '../observations.js';
import { saying } from '../../verification/fact.js';
import { openLogs } from '../subject.js';
import type { DatabaseLimit } from '../../scaling/connections/databaseLimit.js';
import { connectionRemedies } from './connectionRemedies.js';

/** A database without a slot for one more, or a pool of which all is in use. */
export function connections(seen: Observations): readonly Cause[] {
  const full = fullServer(seen);
  return full.length > 0 ? full : fullPool(seen);
}

function fullServer(seen: Observations): readonly Cause[] {
  const database = known(seen.database);
  const limit = database?.answers ? database.limit : undefined;
  const isFull = database && (!database.answers || limitRoom(database.limit) <= 0);
  // A database that has room now says more of now than a line of before it was given more, or left by others.
  const lines = database?.answers && !isFull ? [] : saidIn(seen, serverFullLine);
  if (!isFull && lines.length === 0) return [];
  const client = databaseClient(seen);
  const shown: readonly Evidence[] = [
    ...(limit ? [openEvidence(limit)] : []),
    ...(database && !database.answers
      ? [evidence('database', 'database-said', serviceOf(seen), { said: database.said })]
      : []),
    ...lines.slice(0, 3),
    ...(client && limit
      ? [
          evidence('database', 'connections-wanted', client.entry.title, {
            verdict: client.replicas * client.perReplica + limit.foreign > limit.limit ? 'fail' : 'pass',
            value: client.replicas * client.perReplica + limit.foreign,
            bound: limit.limit,
          }),
        ]
      : []),
  ];
  const certainty: Certainty = isFull ? 'certain' : 'likely';
  return [
    causeOf(
      {
        cause: 'server-full',
        limit: limit?.limit,
        open: limit?.open,
        reserved: limit?.reserved,
        clients: client?.replicas ?? 0,
        perReplica: client?.perReplica,
      },
      certainty,
      { replicas: unwellNames(seen), evidence: shown, remedies: connectionRemedies(seen, client, limit) },
    ),
  ];
}

/** What is left for those who are no administrators. */
const limitRoom = ({ limit, reserved, open }: DatabaseLimit): number => limit - reserved - open;

const openEvidence = (limit: DatabaseLimit): Evidence =>
  evidence('database', 'connections-open', '', {
    verdict: limitRoom(limit) <= 0 ? 'fail' : 'pass',
    value: limit.open,
    bound: limit.limit - limit.reserved,
  });

function fullPool(seen: Observations): readonly Cause[] {
  const words = seen.runbook.verification.exhaustionWords;
  const lines = saidIn(seen, (said) => poolFullLine(said, words));
  const database = known(seen.database);
  if (lines.length === 0) return [];
  const perReplica = databaseClient(seen)?.perReplica;
  return [
    causeOf({ cause: 'pool-full', perReplica }, 'likely', {
      replicas: unwellNames(seen),
      evidence: [...lines.slice(0, 3), ...(database?.answers ? [openEvidence(database.limit)] : [])],
      remedies: [openLogs(seen)],
    }),
  ];
}

/** One line of each replica that says it. */
const saidIn = (seen: Observations, read: (lines: readonly string[]) => string | undefined): readonly Evidence[] =>
  seen.service.replicas.flatMap(({ containerId, name }): Evidence[] => {
    const said = read(known(seen.logs)?.get(containerId) ?? []);
    return said === undefined ? [] : [evidence('logs', 'log-line', name, { said })];
  });

/** Whoever gets no connection may fail its health check, or end. */
const unwellNames = ({ service }: Observations): readonly string[] =>
  service.replicas
    .filter(({ state, health }) => state !== 'running' || health === 'unhealthy' || health === 'starting')
    .map(({ name }) => saying(name));

const serviceOf = ({ runbook }: Observations): string => runbook.postgres?.service ?? '';
