import type { Finding, PlannedCheck } from '../../core/verification/check.js';
import type { Ground } from './ground.js';

/** Makes one check: gathers what there is to see, and has it judged. It ends soon after the signal, with whatever it has. */
export type Checker = (planned: PlannedCheck, ground: Ground, signal: AbortSignal) => Promise<Finding>;
