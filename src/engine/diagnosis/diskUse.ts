import * as z from 'zod';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { DiskUse } from '../../core/diagnosis/diskUse.js';
import type { Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { untrusted } from '../untrusted.js';

/** An engine adds up every file of every volume. */
const TIMEOUT_MS = 20_000;

const bytes = untrusted(z.number().nonnegative());

const answerSchema = z.object({
  Images: untrusted(z.array(z.object({ Size: bytes, SharedSize: bytes, Containers: untrusted(z.number()) }))),
  Containers: untrusted(z.array(z.object({ State: untrusted(z.string()), SizeRw: bytes }))),
  Volumes: untrusted(z.array(z.object({ UsageData: untrusted(z.object({ RefCount: z.number(), Size: bytes })) }))),
  BuildCache: untrusted(
    z.array(z.object({ Size: bytes, InUse: untrusted(z.boolean()), Shared: untrusted(z.boolean()) })),
  ),
});

/** What `docker system df` adds up. */
export const readDiskUse = (link: EngineLink, signal: AbortSignal): Promise<Result<DiskUse, EngineFailure>> =>
  link.call({ signal, timeoutMs: TIMEOUT_MS }, async (docker) => toDiskUse(await docker.df()));

/** What nothing uses, bytes; undefined of a kind that the answer does not tell of. */
export function toDiskUse(answer: unknown): DiskUse {
  const { Images, Containers, Volumes, BuildCache } = answerSchema.safeParse(answer).data ?? {};
  return {
    imagesBytes: sumOf(
      Images,
      (each) => each.Containers === 0,
      (each) => (each.Size ?? 0) - (each.SharedSize ?? 0),
    ),
    stoppedBytes: sumOf(
      Containers,
      ({ State }) => State === 'exited' || State === 'dead',
      (each) => each.SizeRw,
    ),
    volumesBytes: sumOf(
      Volumes,
      (each) => each.UsageData?.RefCount === 0,
      (each) => each.UsageData?.Size,
    ),
    buildCacheBytes: sumOf(
      BuildCache,
      (each) => each.InUse !== true && each.Shared !== true,
      (each) => each.Size,
    ),
  };
}

function sumOf<T>(
  all: readonly T[] | null | undefined,
  isUnused: (each: T) => boolean,
  size: (each: T) => number | null | undefined,
): number | undefined {
  return all?.filter(isUnused).reduce((sum, each) => sum + Math.max(0, size(each) ?? 0), 0);
}
