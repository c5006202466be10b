import type { Stack } from './stack.js';

/** Which stacks matter most in this window. */
export interface Focus {
  /** Absolute paths of the folders that are open; `/` or `\` between their parts. */
  readonly folders: readonly string[];
}

/** True for a stack whose Compose project lies in an open folder, or has one in it. */
export function isInFocus(stack: Stack, { folders }: Focus): boolean {
  const workingDir = stack.services.find((service) => service.origin)?.origin?.workingDir;
  return (
    workingDir !== undefined &&
    workingDir !== '' &&
    folders.some((folder) => contains(folder, workingDir) || contains(workingDir, folder))
  );
}

// The editor writes a drive's letter small, Compose's labels do not.
const comparable = (path: string): string =>
  path
    .replaceAll('\\', '/')
    .replace(/\/+$/, '')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase());

function contains(outer: string, inner: string): boolean {
  const [a, b] = [outer, inner].map((path) => comparable(path));
  return a !== undefined && a !== '' && b !== undefined && (b === a || b.startsWith(`${a}/`));
}
