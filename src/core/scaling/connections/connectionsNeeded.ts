import { connectionsWith } from '../../policy/connectionsOf.js';
import { connectionRoom, raiseTo } from '../../policy/target/connectionRoom.js';
import type { Runbook, RunbookService } from '../../runbook/runbook.js';

/** Replicas by Compose name. */
type Counts = Readonly<Record<string, number>>;

/** How the limit that some replicas need comes about: `20 backends x 50 + 50 = 1050`. */
export interface ConnectionsNeed {
  readonly service: string;
  readonly title: string;
  readonly replicas: number;
  readonly perReplica: number;
  /** Kept free beside their pools. */
  readonly rest: number;
  readonly limit: number;
}

/** Of the service whose replicas need the most, with every pool full; undefined where none opens connections. */
export function connectionsNeed(runbook: Runbook, counts: Counts, foreign: number): ConnectionsNeed | undefined {
  const needs = clientsOf(runbook).flatMap((entry): ConnectionsNeed[] => {
    const replicas = countOf(counts, entry);
    if (replicas <= 0) return [];
    const connections = connectionsWith(runbook, entry, { limit: 0, foreign });
    if (!connections) return [];
    const limit = raiseTo(replicas, connections, runbook.postgres?.connectionBuffer ?? 0);
    const { perReplica } = connections;
    const rest = limit - replicas * perReplica;
    return [{ service: entry.name, title: entry.title, replicas, perReplica, rest, limit }];
  });
  return needs.sort((a, b) => b.limit - a.limit)[0];
}

/**
 * What the limit has to be raised to before services have these counts; undefined where the present one allows them. It allows what full
 * pools fit into, though nothing be left for the reserve: that is for a person to weigh, and no reason to restart a database.
 */
export function raiseNeeded(
  runbook: Runbook,
  counts: Counts,
  { limit, foreign }: { readonly limit: number; readonly foreign: number },
): ConnectionsNeed | undefined {
  const short = clientsOf(runbook).some((entry) => {
    const replicas = countOf(counts, entry);
    const connections = replicas > 0 ? connectionsWith(runbook, entry, { limit, foreign }) : undefined;
    return connections !== undefined && replicas > connectionRoom(connections).hardCap;
  });
  return short ? connectionsNeed(runbook, counts, foreign) : undefined;
}

/** The most replicas of that service that a limit is enough for, by the same formula; undefined where it is not enough for one. */
export function enoughFor(
  runbook: Runbook,
  service: string,
  limit: number,
  foreign: number,
): ConnectionsNeed | undefined {
  const one = connectionsNeed(runbook, { [service]: 1 }, foreign);
  if (!one || one.limit > limit) return undefined;
  const replicas = Math.floor((limit - one.rest) / one.perReplica);
  return connectionsNeed(runbook, { [service]: replicas }, foreign);
}

type Client = RunbookService & { readonly connectionsPerReplica: number };

const clientsOf = ({ services, postgres }: Runbook): readonly Client[] =>
  postgres ? services.filter((entry): entry is Client => (entry.connectionsPerReplica ?? 0) > 0) : [];

/** A service can be called `constructor`. */
const countOf = (counts: Counts, { name }: Client): number => (Object.hasOwn(counts, name) ? (counts[name] ?? 0) : 0);
