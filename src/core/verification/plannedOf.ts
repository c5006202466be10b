import type { PlannedCheck } from './check.js';
import type { VerificationItem } from './verificationRun.js';

/** What a check is planned as, whether it was made or not. */
export const plannedOf = (item: VerificationItem): PlannedCheck => (item.phase === 'made' ? item.check : item.planned);
