/** The lowest and the highest of what is known; undefined where nothing is. */
export function extentOf(
  values: readonly (number | null | undefined)[],
): { readonly lowest: number; readonly highest: number } | undefined {
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of values) {
    if (value === null || value === undefined) continue;
    lowest = Math.min(lowest, value);
    highest = Math.max(highest, value);
  }
  return highest === -Infinity ? undefined : { lowest, highest };
}
