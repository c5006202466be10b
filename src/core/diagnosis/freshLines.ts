/** What was said longer ago explains nothing of now, ms. */
export const freshMs = 10 * 60_000;

/**
 * The lines of a log that may explain how its container is: of one that runs those of lately, of one that has ended those of before its end,
 * whenever that was.
 *
 * @param lines oldest first, by the clock of their engine, ms
 * @param runsAt what that clock shows; undefined for a container that has ended
 */
export function freshLines(
  lines: readonly { readonly at: number; readonly text: string }[],
  runsAt: number | undefined,
): readonly string[] {
  const until = runsAt ?? lines.at(-1)?.at ?? 0;
  return lines.filter(({ at }) => at >= until - freshMs).map(({ text }) => text);
}
