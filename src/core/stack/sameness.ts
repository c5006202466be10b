export const sameItems = <T>(a: readonly T[], b: readonly T[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Equality of plain readonly data. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const left = Object.entries(a);
  const right = new Map(Object.entries(b));
  return left.length === right.size && left.every(([key, value]) => right.has(key) && deepEqual(value, right.get(key)));
}

/** The one of before where nothing has changed, so that a view can tell by identity. */
export const kept = <T>(before: T | undefined, now: T): T =>
  before !== undefined && deepEqual(before, now) ? before : now;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares as people do, independent of the machine's language: `web-2` before `web-10`. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
