/** What no honest runbook comes near, and what keeps a hostile one from taking the editor's time. */
export const limits = {
  /** Characters of the file. */
  size: 1024 * 1024,
  /** Words and signs of the file. */
  tokens: 50_000,
  /** Values, each counted wherever an alias repeats it. */
  values: 20_000,
  nesting: 24,
  aliases: 100,
  problems: 100,
} as const;
