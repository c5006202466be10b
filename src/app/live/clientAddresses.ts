import type { Runbook } from '../../core/runbook/runbook.js';
import type { Replica } from '../../core/stack/replica.js';
import { isReachable, type Stack } from '../../core/stack/stack.js';
import type { EngineConnection } from '../ports.js';

/** Where the clients of a database are whose pools the runbook tells. A container keeps its addresses for as long as it runs, and is asked once. */
export class ClientAddresses {
  /** By container and its start. */
  private known = new Map<string, readonly string[]>();

  /** In all their networks; undefined where the address of some running replica cannot be told, as on another node or in the machine's own network. */
  async of(
    connection: EngineConnection,
    stack: Stack,
    { services }: Runbook,
    signal: AbortSignal,
  ): Promise<readonly string[] | undefined> {
    const clients = new Set(
      services.filter(({ connectionsPerReplica = 0 }) => connectionsPerReplica > 0).map(({ name }) => name),
    );
    const replicas = stack.services
      .filter(({ name }) => clients.has(name))
      .flatMap((service) => service.replicas.filter(({ state }) => state === 'running'));
    if (!replicas.every(isReachable)) return undefined;
    const asked = replicas.filter((replica) => !this.known.has(keyOf(replica)));
    const found = asked.length === 0 ? undefined : await this.read(connection, asked, signal);
    for (const replica of asked) {
      const own = found?.get(replica.containerId) ?? [];
      if (own.length > 0) this.known.set(keyOf(replica), own);
    }
    const each = replicas.map((replica) => this.known.get(keyOf(replica)));
    return each.every((own) => own !== undefined) ? each.flat() : undefined;
  }

  private read(
    connection: EngineConnection,
    replicas: readonly Replica[],
    signal: AbortSignal,
  ): ReturnType<EngineConnection['readAddresses']> {
    // Those that have ended are forgotten in time.
    if (this.known.size > mostKnown) this.known = new Map();
    return connection.readAddresses(
      replicas.map(({ containerId }) => containerId),
      signal,
    );
  }
}

const mostKnown = 2000;

const keyOf = ({ containerId, startedAt }: Replica): string => `${containerId} ${startedAt ?? ''}`;
