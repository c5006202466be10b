import type { EngineLink } from '../../connect/engineLink.js';
import { isAnonymousVolume } from './anonymousVolume.js';

const TIMEOUT_MS = 15_000;

/** The anonymous volumes of each container, by container id. What cannot be read is left out. */
export async function anonymousVolumes(
  link: EngineLink,
  containerIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const read = containerIds.map(async (id): Promise<[string, readonly string[]]> => {
    const inspected = await link.call({ timeoutMs: TIMEOUT_MS }, (docker) => docker.getContainer(id).inspect());
    const mounts = inspected.ok ? inspected.value.Mounts : [];
    return [
      id,
      mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name && isAnonymousVolume(Name) ? [Name] : [])),
    ];
  });
  return new Map(await Promise.all(read));
}

/** Removes volumes that no container uses any more; the engine itself refuses the others. */
export async function removeUnusedVolumes(link: EngineLink, names: readonly string[]): Promise<void> {
  const bounds = { timeoutMs: TIMEOUT_MS };
  await Promise.all(names.map((name) => link.call(bounds, (docker) => docker.getVolume(name).remove())));
}
