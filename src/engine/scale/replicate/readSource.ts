import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { EngineLink } from '../../connect/engineLink.js';
import type { InspectedReplica } from './inspectedReplica.js';

const READ_TIMEOUT_MS = 15_000;

export interface CloneSource {
  readonly replica: InspectedReplica;
  /** False when the image's name is gone or stands for another image by now. */
  readonly imageNameHolds: boolean;
}

/** Reads the replica that new ones are copied from. */
export async function readSource(
  link: EngineLink,
  containerId: string,
  signal: AbortSignal,
): Promise<Result<CloneSource, EngineFailure>> {
  const bounds = { signal, timeoutMs: READ_TIMEOUT_MS };
  const replica = await link.call(bounds, (docker) => docker.getContainer(containerId).inspect());
  if (!replica.ok) return replica;
  const image = await link.call(bounds, (docker) => docker.getImage(replica.value.Config.Image).inspect());
  if (!image.ok && image.error.reason !== 'not-found') return fail(image.error);
  return ok({ replica: replica.value, imageNameHolds: image.ok && image.value.Id === replica.value.Image });
}
