import { comparablePath, projectFolder } from './projectFolder.js';
import type { Stack } from './stack.js';

/** Which stacks matter most in this window. */
export interface Focus {
  /** Absolute paths of the folders that are open; `/` or `\` between their parts. */
  readonly folders: readonly string[];
}

/** True for a stack whose Compose project lies in an open folder, or has one in it. */
export function isInFocus(stack: Stack, { folders }: Focus): boolean {
  const own = projectFolder(stack);
  return own !== undefined && folders.some((folder) => contains(folder, own) || contains(own, folder));
}

function contains(outer: string, inner: string): boolean {
  const [a, b] = [outer, inner].map((path) => comparablePath(path));
  return a !== undefined && a !== '' && b !== undefined && (b === a || b.startsWith(`${a}/`));
}
