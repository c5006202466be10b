import { countIn } from '../../operation/run/countIn.js';
import type { Operation } from '../../operation/operation.js';
import type { PlannedGuard } from '../../operation/plan/operationPlan.js';
import type { ServiceStatus } from '../../policy/serviceStatus.js';
import type { ServicePolicy } from '../../policy/servicePolicy.js';
import type { Runbook } from '../../runbook/runbook.js';
import type { Stack } from '../../stack/stack.js';
import type { Verification } from '../../verification/verificationRun.js';
import type { ChecklistRun } from '../run.js';

/** One service that a run is about. */
export interface RunService {
  readonly status: ServiceStatus;
  /** Undefined where the rules have not looked at it lately. */
  readonly policy: ServicePolicy | undefined;
}

/** What the checks of a run stand on, as of one moment. */
export interface RunGround {
  readonly run: ChecklistRun;
  readonly stack: Stack;
  readonly runbook: Runbook;
  /** The one that it is about, or all that the runbook names. */
  readonly services: readonly RunService[];
  /** The operation that was begun from it, or that it was begun from. */
  readonly operation: Operation | undefined;
  /** Of these services since the operation, or the run where there is none, began; newest first. */
  readonly verifications: readonly Verification[];
  /** Of a plan to its target, made a moment ago; undefined where there was none to make, or it is not there yet. */
  readonly guards: readonly PlannedGuard[] | undefined;
  /** A message to the team was taken that it is about to begin, or has begun. */
  readonly isTeamTold: boolean;
  /** One on how it ended was. */
  readonly isTeamToldEnd: boolean;
}

/** More replicas, fewer, or neither is known: by the run's own counts, or else by those of its operation, where all go the same way. */
export function directionOf({
  run: { subject },
  operation,
}: Pick<RunGround, 'run' | 'operation'>): Direction | undefined {
  const { service, from, target } = subject;
  if (service !== '') return directionFrom(from, target);
  const { before, after } = operation?.plan ?? { before: {}, after: {} };
  const ways = new Set(
    Object.entries(after).flatMap(([name, count]) => directionFrom(countIn(before, name), count) ?? []),
  );
  const [only, ...others] = ways;
  return others.length === 0 ? only : undefined;
}

type Direction = 'up' | 'down';

function directionFrom(from: number | undefined, to: number | undefined): Direction | undefined {
  if (from === undefined || to === undefined || from === to) return undefined;
  return to > from ? 'up' : 'down';
}
