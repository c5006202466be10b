import type { Operation, OperationProblem } from '../operation/operation.js';
import { lastBegun } from '../operation/run/lastBegun.js';
import { madeChecks, overallVerdict, type Verification } from '../verification/verificationRun.js';

/** Something that failed, of which a diagnosis of a service may tell why. */
export interface Failure {
  /** The operation that it belongs to, or else the verification: the same failure told of twice has one cause. */
  readonly of: string;
  readonly context: string;
  readonly stackId: string;
  /** Compose name. */
  readonly service: string;
}

/** Undefined for one that did not fail, and where what stopped it is no trouble of a service: somebody's wish, another window, the disk. */
export function failureOfOperation(operation: Operation): Failure | undefined {
  const { id, plan, outcome } = operation;
  const service = lastBegun(operation)?.service;
  if (!outcome?.problem || service === undefined || !isOfService(outcome.problem)) return undefined;
  return { of: id, context: plan.context, stackId: plan.stackId, service };
}

function isOfService(problem: OperationProblem): boolean {
  switch (problem.reason) {
    case 'change':
      return problem.problem.reason !== 'changed-meanwhile' && problem.problem.reason !== 'cancelled';
    case 'worse':
    case 'blind':
    case 'connections':
      return true;
    case 'busy':
    case 'guard':
    case 'journal':
    case 'interrupted':
    case 'cancelled':
      return false;
  }
}

/** Undefined for one that did not fail, or was cancelled, and where nothing that failed is of a single service. */
export function failureOfVerification(verification: Verification): Failure | undefined {
  const { id, request, context } = verification;
  const checks = madeChecks(verification);
  const isCancelled = checks.some(({ problem }) => problem?.reason === 'cancelled');
  if (verification.endedAt === undefined || isCancelled || overallVerdict(verification) !== 'fail') return undefined;
  const failed = checks.filter(({ verdict, necessity }) => verdict === 'fail' && necessity === 'required');
  const service = failed.find((check) => check.service !== '')?.service ?? request.services[0];
  if (service === undefined) return undefined;
  return { of: request.operation ?? id, context, stackId: request.stackId, service };
}
