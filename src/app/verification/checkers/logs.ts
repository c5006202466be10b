import { judgeExhaustion } from '../../../core/verification/logs/exhaustion.js';
import { judgeNewErrors } from '../../../core/verification/logs/newErrors.js';
import type { Checker } from '../checker.js';
import { readServiceLogs } from '../readServiceLogs.js';

/** Whether the service's logs say that database connections ran out. */
export const checkExhaustion: Checker = async ({ service }, ground) => {
  const { logs } = await readServiceLogs(ground, service);
  return judgeExhaustion(logs, ground.about.runbook.verification.exhaustionWords);
};

/** Whether the service's logs have errors that they had not before the operation. */
export const checkNewErrors: Checker = async ({ service }, ground) => {
  const { logs, times } = await readServiceLogs(ground, service);
  return judgeNewErrors(logs, times, ground.about.runbook.verification.errorWords);
};
