import type { Verification } from './verificationRun.js';

/** With one in the place of what it was before, or as the newest. */
export const withVerification = (
  verifications: readonly Verification[],
  changed: Verification,
): readonly Verification[] =>
  verifications.some(({ id }) => id === changed.id)
    ? verifications.map((other) => (other.id === changed.id ? changed : other))
    : [changed, ...verifications];

/** With those that are not known yet, newest first. What is known may be newer than what was written down. */
export function withVerifications(
  known: readonly Verification[],
  read: readonly Verification[],
): readonly Verification[] {
  const added = read.filter(({ id }) => !known.some((other) => other.id === id));
  if (added.length === 0) return known;
  return [...known, ...added].sort((a, b) => b.startedAt - a.startedAt);
}
