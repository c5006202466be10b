import { runbookService } from '../../core/runbook/runbook.js';
import type { ServiceVerification } from '../../core/runbook/verificationPolicy.js';
import { textAt } from '../../core/verification/flow/examine.js';
import type { Ground } from './ground.js';
import type { WebAnswer } from './ports.js';

/** The address that a service's replicas are told apart at, through the balancer; undefined where the runbook has none. */
export const spreadUrl = (ground: Ground, service: string): string | undefined =>
  runbookService(ground.about.runbook, service)?.healthUrls[0];

/** Who an answer says that it is from, hostile; undefined where it does not tell, or the runbook does not say how it would. */
export function servedBy(answer: WebAnswer, verification: ServiceVerification | undefined): string | undefined {
  const told = verification?.servedBy;
  if (!told) return undefined;
  return textAt(answer, told.by === 'json' ? told.path : `header:${told.name.toLowerCase()}`);
}
