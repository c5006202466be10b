import type { ProtectedContextGuard } from './guard.js';

/** @param patterns names, in which `*` stands for any characters */
export const isProtected = (context: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => matches(context, pattern.trim()));

/**
 * @param patterns names, in which `*` stands for any characters
 * @param isAlone nobody sees the plan before it starts
 */
export function protectedContextGuards(
  context: string,
  patterns: readonly string[],
  isAlone = false,
): readonly ProtectedContextGuard[] {
  if (!isProtected(context, patterns)) return [];
  return [{ guard: 'protected-context', verdict: isAlone ? 'block' : 'warn', context, needsName: true }];
}

/** Part by part, each at its first place: a pattern of many stars takes no longer for it. */
function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return pattern !== '' && name === pattern;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}
