import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { Footprint } from '../../core/scaling/guards/guardFacts.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

/** The engine adds up a layer's files for it. */
const TIMEOUT_MS = 10_000;

const count = z.number().nonnegative().nullish().catch(undefined);
const answerSchema = z.object({ SizeRw: count, HostConfig: z.object({ NanoCpus: count }) });

/** In the Engine API, and not in the types of it. */
const withSize: object = { size: true };

/** What one container has written, and the cores that it was made with. */
export function readFootprint(
  link: EngineLink,
  containerId: string,
  signal: AbortSignal,
): Promise<Result<Footprint, EngineFailure>> {
  return link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => {
    const answer = answerSchema.parse(await docker.getContainer(containerId).inspect(withSize));
    const nanoCpus = answer.HostConfig.NanoCpus;
    // An engine leaves the size of an empty layer out.
    return { layerBytes: answer.SizeRw ?? 0, requestedCpus: nanoCpus ? nanoCpus / 1e9 : undefined };
  });
}
