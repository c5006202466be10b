import type { Verification, VerificationItem } from '../../core/verification/verificationRun.js';
import { shortName } from '../words/names.js';

/** The same with replicas named as people call them, without their stack. */
export const withShortNames = (verification: Verification): Verification => ({
  ...verification,
  checks: verification.checks.map((item) => shortItem(item, verification.stack)),
});

function shortItem(item: VerificationItem, stack: string): VerificationItem {
  if (item.phase !== 'made') return item;
  const facts = item.check.facts.map((fact) => ({ ...fact, of: shortName(fact.of, stack) }));
  return { phase: 'made', check: { ...item.check, facts } };
}
