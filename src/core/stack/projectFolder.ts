import type { Stack } from './stack.js';

/** The folder of a stack's Compose project on the engine's own machine; undefined where its labels do not tell. */
export function projectFolder(stack: Pick<Stack, 'services'>): string | undefined {
  const folder = stack.services.find((service) => service.origin)?.origin?.workingDir;
  return folder === '' ? undefined : folder;
}

/** A path in the one form in which two of the same folder are equal. The editor writes a drive's letter small, Compose's labels do not. */
export const comparablePath = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/\/+$/, '')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
