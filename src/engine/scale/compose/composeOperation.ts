import type { EngineConnection } from '../../../app/ports.js';
import type { ScaleStepFailure, StepListener } from '../../../app/operations/ports.js';
import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import type { ServicePlan, Step } from '../../../core/scaling/plan.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { anonymousVolumes } from '../replicate/anonymousVolumes.js';
import { ComposeCalls } from './composeCalls.js';
import type { Counts } from '../../../core/scaling/composeCommand.js';
import { rehearse, startsAny } from './composeRehearsal.js';
import { settle } from './composeSettlement.js';
import { ComposeSteps } from './composeSteps.js';
import type { ComposeTools } from './composeTools.js';
import { whyFilesCannotBeUsed } from './composeWhyNot.js';
import { engineLinkOf } from '../engineLinkOf.js';
import { countsOf, originOf, readProject, usesCompatibleNames, type ProjectOnEngine } from './projectOnEngine.js';

/** As Compose counts: a replica counts in any state. */
const CHANGE_OF_COUNT: Readonly<Partial<Record<Step['kind'], number>>> = { create: 1, remove: -1 };

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
  const origin = originOf(before);
  const unusable = await whyFilesCannotBeUsed(connection, origin, plan.project, tools.exists);
  if (!origin || unusable !== undefined) {
    const detail = unusable ?? 'The Compose files are not known.';
    return fail<EngineFailure>({ reason: 'refused', address: connection.context.endpoint.raw, detail });
  }

  const project = { name: plan.project, origin, compatibility: usesCompatibleNames(before) };
  const calls = new ComposeCalls(tools, connection, project, signal);
  const services = await calls.servicesInvolved(plan.service);
  if (!services.ok) return services;
  const changes = plan.steps.reduce((sum, { kind }) => sum + (CHANGE_OF_COUNT[kind] ?? 0), 0);
  const present = countsOf(before, services.value);
  const counts = new Map(present).set(plan.service, Math.max(0, (present.get(plan.service) ?? 0) + changes));
  const problem = await rehearse(calls, plan, before.own, { present, after: counts });
  return problem ? fail(problem) : ok({ before, calls, counts });
}

async function carryOut(
  calls: ComposeCalls,
  plan: ServicePlan,
  counts: Counts,
  steps: ComposeSteps,
): Promise<Result<unknown, EngineFailure>> {
  const changesCount = plan.steps.some(({ kind }) => kind in CHANGE_OF_COUNT);
  if (changesCount) {
    const changed = await calls.changeCount(plan.service, counts, steps.onProgress);
    if (!changed.ok) return changed;
  }
  if (!startsAny(plan)) return ok(undefined);
  return calls.start(plan.service, counts.get(plan.service) ?? 0, steps.onProgress);
}
