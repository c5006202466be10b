import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import { fail, ok, type Result } from '../../util/result.js';
import type { EngineLink } from './engineLink.js';

const TIMEOUT_MS = 5000;

const infoSchema = z.object({ SystemTime: z.string().max(100) });

/** What the engine's own clock shows, wall time in ms. */
export async function readTime(link: EngineLink, signal: AbortSignal): Promise<Result<number, EngineFailure>> {
  const asked = await link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) =>
    infoSchema.safeParse(await docker.info()),
  );
  if (!asked.ok) return asked;
  const at = asked.value.success ? Date.parse(asked.value.data.SystemTime) : NaN;
  return Number.isFinite(at)
    ? ok(at)
    : fail({ reason: 'refused', address: link.endpoint.raw, detail: 'the engine does not tell its time' });
}
