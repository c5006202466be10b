import { judgeExhaustion } from '../../../core/verification/logs/exhaustion.js';
import { judgeNewErrors } from '../../../core/verification/logs/newErrors.js';
import type { Checker } from '../checker.js';
import { readServiceLogs } from '../readServiceLogs.js';

export const checkExhaustion: Checker = async ({ service }, ground) => {
  const { logs } = await readServiceLogs(ground, service);
  return judgeExhaustion(logs, ground.about.runbook.verification.exhaustionWords);
};

export const checkNewErrors: Checker = async ({ service }, ground) => {
  const { logs, times } = await readServiceLogs(ground, service);
  return judgeNewErrors(logs, times, ground.about.runbook.verification.errorWords);
};
