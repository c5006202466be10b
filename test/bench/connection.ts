import type { EngineConnection } from '../../src/app/ports.js';
import type { DockerContext } from '../../src/core/connection/dockerContext.js';
import type { ContainerRecord } from '../../src/core/stack/containerRecord.js';
import type { Result } from '../../src/util/result.js';
import type { Bench } from './bench.js';

/** For one call to the engine. Ctrl+C does not cut it short: half a call would be no sample. */
export const patience = (): AbortSignal => AbortSignal.timeout(30_000);

export function value<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`Scalebook failed: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** The context that the docker command of `docker()` speaks to. */
export async function currentContext(bench: Bench): Promise<DockerContext> {
  const { env } = await bench.docker();
  const { engine } = await bench.shipped();
  const { contexts, current } = await engine.createContextStore(env, []).list();
  const context = contexts.find(({ name }) => name === current.name);
  if (!context) throw new Error(`The context ${current.name} is not there.`);
  return context;
}

export async function connect(bench: Bench): Promise<EngineConnection> {
  const { engine } = await bench.shipped();
  return value(await engine.createConnector().connect(await currentContext(bench), patience()));
}

/** Every replica of one project, by our engine room. */
export async function recordsOf(connection: EngineConnection, project: string): Promise<readonly ContainerRecord[]> {
  const listed = value(await connection.listContainers(patience()));
  return listed.filter((record) => record.project === project && !record.oneOff);
}
