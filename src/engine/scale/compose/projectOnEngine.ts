import type { EngineConnection } from '../../../app/ports.js';
import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import type { ComposeOrigin, ContainerRecord } from '../../../core/stack/containerRecord.js';
import { ok, type Result } from '../../../util/result.js';
import type { Counts } from '../../../core/scaling/composeCommand.js';

/** The containers of a plan's project as the engine lists them at one moment. */
export interface ProjectOnEngine {
  readonly all: readonly ContainerRecord[];
  /** Replicas of the plan's service, in any state. */
  readonly own: readonly ContainerRecord[];
}

/** The containers of a plan's project as they are now, and of these those of its service. */
export async function readProject(
  connection: EngineConnection,
  plan: ServicePlan,
  signal: AbortSignal,
): Promise<Result<ProjectOnEngine, EngineFailure>> {
  const listed = await connection.listContainers(signal);
  if (!listed.ok) return listed;
  const all = listed.value.filter((record) => record.project === plan.project);
  return ok({ all, own: all.filter((record) => record.service === plan.service && !record.oneOff) });
}

/** From the service's newest replica, or, when it has none, from the newest container beside it. */
export function originOf({ all, own }: ProjectOnEngine): ComposeOrigin | undefined {
  const candidates = own.length > 0 ? own : all;
  return [...candidates].sort((a, b) => a.createdAt - b.createdAt).at(-1)?.origin;
}

export const usesCompatibleNames = ({ all }: ProjectOnEngine): boolean =>
  all.some(({ name, project, service, number }) => name === `${project}_${service}_${number}`);

/** Present replicas of each service, in any state, as Compose counts. */
export const countsOf = ({ all }: ProjectOnEngine, services: readonly string[]): Counts =>
  new Map(
    services.map((service) => [service, all.filter((record) => record.service === service && !record.oneOff).length]),
  );
