import type { DiskUse } from '../diskUse.js';
import { evidence, type Evidence } from '../evidence.js';
import { known, type Observations } from '../observations.js';
import type { CleanUp } from '../remedy.js';

/** What lies there for nothing, by the clean-up that removes it: what loses least comes first. */
const unused = [
  { what: 'build-cache', shows: 'build-cache', bytes: ({ buildCacheBytes }) => buildCacheBytes },
  { what: 'images', shows: 'unused-images', bytes: ({ imagesBytes }) => imagesBytes },
  { what: 'images', shows: 'stopped-containers', bytes: ({ stoppedBytes }) => stoppedBytes },
  { what: 'volumes', shows: 'unused-volumes', bytes: ({ volumesBytes }) => volumesBytes },
] as const satisfies readonly {
  readonly what: CleanUp;
  readonly shows: Evidence['shows'];
  readonly bytes: (disk: DiskUse) => number | undefined;
}[];

/** With how much each takes; nothing of what takes none. */
export function unusedOnDisk({ disk }: Observations): readonly Evidence[] {
  const use = known(disk);
  return unused.flatMap(({ shows, bytes }) => {
    const value = use && bytes(use);
    return value === undefined || value <= 0 ? [] : [evidence('disk', shows, '', { value, unit: 'bytes' })];
  });
}

/** Those that would free something, as far as the engine tells. */
export function cleanUps({ disk }: Observations): readonly CleanUp[] {
  const use = known(disk);
  const worth = unused.filter(({ bytes }) => (use === undefined ? undefined : bytes(use)) !== 0);
  return [...new Set(worth.map(({ what }) => what))];
}
