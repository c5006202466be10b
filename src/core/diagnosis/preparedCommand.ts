import type { CleanUp, Remedy } from './remedy.js';

/** What an image may be called, so that its name is one word in any shell. */
const imageName = /^[A-Za-z0-9][A-Za-z0-9._/:@-]{0,254}$/;

/**
 * The command line that a person may look at, change and send; undefined for what has none. It reaches beyond the stack, so that Scalebook
 * never runs it.
 */
export function preparedCommand(remedy: Remedy): string | undefined {
  if (remedy.remedy === 'pull-image') return imageName.test(remedy.image) ? `docker pull ${remedy.image}` : undefined;
  return remedy.remedy === 'clean-up' ? cleanUps[remedy.what] : undefined;
}

const cleanUps = {
  'build-cache': 'docker builder prune',
  images: 'docker system prune --all',
  volumes: 'docker volume prune',
} as const satisfies Record<CleanUp, string>;
