import type { EngineConnection, ScaleStepFailure, StepListener } from '../../app/ports.js';
import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { ServicePlan } from '../../core/scaling/plan.js';
import type { ContainerRecord } from '../../core/stack/containerRecord.js';
import { fail, ok, type Result } from '../../util/result.js';
import { anonymousVolumes } from './anonymousVolumes.js';
import { ComposeCalls } from './composeCalls.js';
import type { Counts } from './composeCommand.js';
import { forecastProblem } from './composeForecast.js';
import { settle } from './composeSettlement.js';
import { ComposeSteps } from './composeSteps.js';
import type { ComposeTools } from './composeTools.js';
import { whyFilesCannotBeUsed } from './composeWhyNot.js';
import { engineLinkOf } from './engineLinkOf.js';
import { countsAfter, originOf, readProject, usesCompatibleNames, type ProjectOnEngine } from './projectOnEngine.js';

/**
 * One plan by `docker compose`: rehearsed first, and refused when Compose would do anything that the plan does not name; then the
 * count is changed without starting anything, then the service alone is started.
 */
export async function applyWithCompose(
  tools: ComposeTools,
  connection: EngineConnection,
  plan: ServicePlan,
  onStep: StepListener,
  signal: AbortSignal,
): Promise<Result<void, ScaleStepFailure>> {
  const prepared = await prepare(tools, connection, plan, signal);
  if (!prepared.ok) return fail({ step: undefined, failure: prepared.error });
  const { before, calls, counts } = prepared.value;

  const steps = new ComposeSteps(plan.steps, onStep);
  const removedIds = plan.steps.flatMap((step) => (step.kind === 'remove' ? [step.containerId] : []));
  const volumes = await anonymousVolumes(engineLinkOf(connection), removedIds);
  const outcome = await carryOut(calls, plan, counts, steps);
  return settle({ connection, plan, before, steps, volumes, calls }, outcome);
}

interface Prepared {
  readonly before: ProjectOnEngine;
  readonly calls: ComposeCalls;
  readonly counts: Counts;
}

/** Everything up to the point where the first container changes. */
async function prepare(
  tools: ComposeTools,
  connection: EngineConnection,
  plan: ServicePlan,
  signal: AbortSignal,
): Promise<Result<Prepared, EngineFailure>> {
  const read = await readProject(connection, plan, signal);
  if (!read.ok) return read;
  const before = read.value;
  const refuse = (reason: EngineFailure['reason'], detail: string) =>
    fail<EngineFailure>({ reason, address: connection.context.endpoint.raw, detail });
  const origin = originOf(before);
  const problem = await whyFilesCannotBeUsed(connection, origin, plan.project, tools.exists);
  if (!origin || problem !== undefined) return refuse('refused', problem ?? 'The Compose files are not known.');

  const project = { name: plan.project, origin, compatibility: usesCompatibleNames(before) };
  const calls = new ComposeCalls(tools, connection.context, project, signal);
  const services = await calls.servicesInvolved(plan.service);
  if (!services.ok) return services;
  const counts = countsAfter(before, plan, services.value);
  const rehearsal = await calls.rehearse(plan.service, counts);
  if (!rehearsal.ok) return rehearsal;
  const drift = forecastProblem(rehearsal.value, plan.steps) ?? wouldAlsoStart(before.own, plan);
  if (drift !== undefined) return refuse('conflict', `${drift} Nothing was done.`);
  return ok({ before, calls, counts });
}

const NOT_STARTABLE: readonly ContainerRecord['state'][] = ['running', 'restarting', 'removing'];

/** Compose starts all replicas of a service or none: those that the plan leaves stopped would start too. */
function wouldAlsoStart(own: readonly ContainerRecord[], plan: ServicePlan): string | undefined {
  if (!startsAny(plan)) return undefined;
  const named = plan.steps.flatMap((step) => (step.kind === 'create' ? [] : [step.containerId]));
  const others = own.filter(({ state, containerId }) => !NOT_STARTABLE.includes(state) && !named.includes(containerId));
  if (others.length === 0) return undefined;
  return `Compose would also start ${others.map(({ name }) => name).join(', ')}, which the plan does not name.`;
}

const startsAny = (plan: ServicePlan): boolean => plan.steps.some(({ kind }) => kind === 'create' || kind === 'start');

async function carryOut(
  calls: ComposeCalls,
  plan: ServicePlan,
  counts: Counts,
  steps: ComposeSteps,
): Promise<Result<unknown, EngineFailure>> {
  const changesCount = plan.steps.some(({ kind }) => kind === 'create' || kind === 'remove');
  if (changesCount) {
    const changed = await calls.changeCount(plan.service, counts, steps.onProgress);
    if (!changed.ok) return changed;
  }
  if (!startsAny(plan)) return ok(undefined);
  return calls.start(plan.service, counts.get(plan.service) ?? 0, steps.onProgress);
}
