import type { Drift } from '../../../core/scaling/guards/driftGuard.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import type { Service } from '../../../core/stack/stack.js';
import type { EngineConnection } from '../../ports.js';
import type { GuardSources } from '../ports.js';

/** How a service's replicas differ from what their image's name and their Compose file stand for now. */
export async function readDrift(
  sources: GuardSources,
  connection: EngineConnection,
  service: Service | undefined,
  plan: ServicePlan,
  mayRunCompose: boolean,
  signal: AbortSignal,
): Promise<Drift> {
  const [image, file] = await Promise.all([
    imageDrift(sources, connection, service, signal),
    mayRunCompose ? sources.fileDrift(connection, plan, signal) : ('unknown' as const),
  ]);
  return { image, file };
}

async function imageDrift(
  sources: GuardSources,
  connection: EngineConnection,
  service: Service | undefined,
  signal: AbortSignal,
): Promise<Drift['image']> {
  const running = (service?.replicas ?? []).filter(({ state, image }) => state === 'running' && hasName(image));
  for (const name of new Set(running.map(({ image }) => image))) {
    const id = await sources.imageId(connection, name, signal);
    if (!id.ok) continue;
    if (id.value === undefined) return { name, now: 'gone' };
    if (running.some(({ image, imageId }) => image === name && imageId !== id.value)) return { name, now: 'other' };
  }
  return undefined;
}

/** A copy of a replica whose image has lost its name is made by the image's id, which stands for itself. */
const hasName = (image: string): boolean => image !== '' && !/^sha256:[0-9a-f]{64}$/.test(image);
