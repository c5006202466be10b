import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { ok, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';

const TIMEOUT_MS = 10_000;

const answerSchema = z.object({ Id: z.string() });

/** The id of the image that a name stands for on the engine now; undefined where it stands for none. */
export async function readImageId(
  link: EngineLink,
  name: string,
  signal: AbortSignal,
): Promise<Result<string | undefined, EngineFailure>> {
  const read = await link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) =>
    answerSchema.parse(await docker.getImage(name).inspect()),
  );
  if (read.ok) return ok(read.value.Id);
  return read.error.reason === 'not-found' ? ok(undefined) : read;
}
