import type { OperationDraft } from '../../../core/operation/plan/operationDraft.js';
import type { PlannedGuard } from '../../../core/operation/plan/operationPlan.js';
import { runbookService } from '../../../core/runbook/runbook.js';
import {
  connectionsNeed,
  raiseNeeded,
  type ConnectionsNeed,
} from '../../../core/scaling/connections/connectionsNeeded.js';
import type { LimitGuard } from '../../../core/scaling/connections/limitGuard.js';
import type { LimitGround, LimitProblem } from '../../../core/scaling/connections/limitProblem.js';
import { databaseIn, isDown } from '../../../core/scaling/connections/databaseOf.js';
import { planConnections, planPutBack, type LimitStage } from '../../../core/scaling/connections/planConnections.js';
import type { ServicePlan } from '../../../core/scaling/plan.js';
import { fail, type Result } from '../../../util/result.js';
import type { EngineConnection } from '../../ports.js';
import { within } from '../guards/within.js';
import { askGround } from './askLimit.js';
import { keptSettings } from './keptSettings.js';

export interface LimitFindings {
  readonly stage: LimitStage | undefined;
  readonly guards: readonly PlannedGuard[];
}

/** Nobody who plans waits for a database that hangs. */
const askMs = 5000;
const late: Result<LimitGround, LimitProblem> = fail({
  problem: 'cannot-ask',
  detail: `no answer within ${askMs / 1000} s`,
});

const nothing: LimitFindings = { stage: undefined, guards: [] };

/**
 * What an operation has to do about the limit of its database's connections: what was asked for, or what its counts need and the present limit
 * does not allow. Where that is not known it blocks: counts that need the raise must not go without it unseen. Changes nothing.
 *
 * @param mayRun false in an untrusted workspace, where nothing is run
 */
export async function lookAtLimit(
  draft: OperationDraft,
  connection: EngineConnection,
  mayRun: boolean,
  signal: AbortSignal,
): Promise<LimitFindings> {
  const { stack, runbook, request, scales } = draft;
  const clients = scales.filter(({ service }) => (runbookService(runbook, service)?.connectionsPerReplica ?? 0) > 0);
  const ups = clients.filter(({ from, to }) => to > from);
  const asked = request.connections;
  if (asked === undefined && (ups.length === 0 || !runbook.postgres)) return nothing;
  const ground: Result<LimitGround, LimitProblem> = mayRun
    ? await within(askMs, signal, late, (part) => askGround(connection, stack, runbook, part))
    : fail({ problem: 'untrusted' });
  const back = ground.ok || !mayRun ? undefined : await lookAtWayBack(draft, connection, signal);
  if (back) return back;
  const service = runbook.postgres?.service;
  if (asked === undefined && !ground.ok && isUntold(ground.error)) {
    const need = connectionsNeed(runbook, countsOf(ups), 0);
    const { error: problem } = ground;
    const guard = { guard: 'database-limit', verdict: 'block', finding: 'unknown', problem, service } as const;
    return need ? { stage: undefined, guards: [ofWhole({ ...guard, need })] } : nothing;
  }
  const need = asked === undefined && ground.ok ? raiseNeeded(runbook, countsOf(ups), ground.value.now) : undefined;
  const to = asked ?? need?.limit;
  if (to === undefined) return nothing;
  const goesDown = clients.some((plan) => plan.to < plan.from);
  const planned = planConnections(stack, runbook, ground, to, goesDown);
  if (!planned.ok)
    return { stage: undefined, guards: [ofWhole(refused(to, planned.error, asked !== undefined, service))] };
  const stage = planned.value;
  if (!stage || !ground.ok) return nothing;
  // What is in force already needs no restart.
  const restarts = ground.value.now.limit !== stage.to;
  return { stage, guards: restarts ? [ofWhole(restart(stage, ground.value, need))] : [] };
}

/** A database that does not run since a change of its limit was interrupted is brought back first, where its settings from before are kept. */
async function lookAtWayBack(
  { stack, runbook, request: { keptSettings: kept } }: OperationDraft,
  connection: EngineConnection,
  signal: AbortSignal,
): Promise<LimitFindings | undefined> {
  const database = databaseIn(stack, runbook);
  if (!kept || !database.ok || !isDown(database.value.replica)) return undefined;
  const { containerId } = database.value.replica;
  const { dataFolder, limit: from, tried: to } = kept;
  const found = await within(askMs, signal, undefined, (part) =>
    keptSettings({ connection, containerId, dataFolder }, { from, to }, part),
  );
  if (!found?.ok) return undefined;
  const stage = planPutBack(database.value, kept);
  const { title, service } = stage;
  const guard = { guard: 'database-limit', verdict: 'warn', finding: 'put-back', title, service } as const;
  return { stage, guards: [ofWhole({ ...guard, from: stage.from, to: stage.to })] };
}

/** It would be raised if it answered; a limit that is none of ours to raise is for the guard of the connections to weigh. */
const isUntold = ({ problem }: LimitProblem): boolean =>
  problem === 'not-running' || problem === 'cannot-ask' || problem === 'untrusted';

const countsOf = (plans: readonly ServicePlan[]): Readonly<Record<string, number>> =>
  Object.fromEntries(plans.map(({ service, to }) => [service, to]));

const ofWhole = (guard: LimitGuard): PlannedGuard => ({ title: undefined, guard });

const refused = (to: number, problem: LimitProblem, isAsked: boolean, service: string | undefined): LimitGuard => ({
  guard: 'database-limit',
  verdict: isAsked ? 'block' : 'warn',
  finding: 'refused',
  to,
  problem,
  service,
});

const restart = (
  { title, from, to }: LimitStage,
  { now }: LimitGround,
  need: ConnectionsNeed | undefined,
): LimitGuard => ({
  guard: 'database-limit',
  verdict: 'warn',
  finding: 'restart',
  title,
  from,
  to,
  open: now.open,
  need,
});
