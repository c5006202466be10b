import { setTimeout as pause } from 'node:timers/promises';
import type { EngineConnection } from '../../../app/ports.js';
import type { ScaleStepFailure } from '../../../app/operations/ports.js';
import type { EngineFailure } from '../../../core/connection/engineFailure.js';
import type { ServicePlan, Step } from '../../../core/scaling/plan.js';
import type { ContainerRecord } from '../../../core/stack/containerRecord.js';
import { fail, ok, type Result } from '../../../util/result.js';
import { removeUnusedVolumes } from '../replicate/anonymousVolumes.js';
import type { ComposeCalls } from './composeCalls.js';
import type { ComposeSteps } from './composeSteps.js';
import { engineLinkOf } from '../engineLinkOf.js';
import { readProject, type ProjectOnEngine } from './projectOnEngine.js';

const LIST_TIMEOUT_MS = 30_000;
/** For so long the engine may still be making what a Compose that was cut off had asked it for. */
const LATE_MS = 1000;

interface Work {
  readonly connection: EngineConnection;
  readonly plan: ServicePlan;
  readonly before: ProjectOnEngine;
  readonly steps: ComposeSteps;
  /** Anonymous volumes of the containers to remove, by container id: Compose leaves them behind. */
  readonly volumes: ReadonlyMap<string, readonly string[]>;
  readonly calls: ComposeCalls;
}

/** After Compose has ended, however it ended: clears away what it left half done, tells of what is done, and judges. */
export async function settle(
  { connection, plan, before, steps, volumes, calls }: Work,
  outcome: Result<unknown, EngineFailure>,
): Promise<Result<void, ScaleStepFailure>> {
  const isCutOff = !outcome.ok && (outcome.error.reason === 'cancelled' || outcome.error.reason === 'killed');
  const first = await clear(connection, plan, before);
  const isToWait = isCutOff && first.ok;
  if (isToWait) await pause(LATE_MS);
  const last = isToWait ? await clear(connection, plan, before) : first;
  if (!last.ok) return fail({ step: undefined, failure: outcome.ok ? last.error : outcome.error });
  const { now, cleared } = last.value;
  const presentIds = new Set(now.all.map(({ containerId }) => containerId));
  const unused = [...volumes].flatMap(([containerId, names]) => (presentIds.has(containerId) ? [] : names));
  await removeUnusedVolumes(engineLinkOf(connection), unused);

  const open = steps.settle(now.own);
  const [stillThere] = cleared.flatMap((result) => (result.ok ? [] : [result.error]));
  if (!outcome.ok) {
    const step = isCutOff ? undefined : failedStep(open, now.own);
    const suffix = stillThere ? ` (What was half made could not be removed: ${stillThere.detail})` : '';
    return fail({ step, failure: { ...outcome.error, detail: `${outcome.error.detail}${suffix}` } });
  }
  const [unfinished] = open;
  if (unfinished) {
    return fail({
      step: unfinished,
      failure: calls.failure('conflict', `Compose ended without ${unfinished.name} being done.`),
    });
  }
  const missing = before.all.filter(({ containerId }) => !presentIds.has(containerId) && !volumes.has(containerId));
  if (missing.length === 0) return ok(undefined);
  const names = missing.map(({ name }) => name).join(', ');
  return fail({
    step: undefined,
    failure: calls.failure('conflict', `Meanwhile other containers disappeared: ${names}.`),
  });
}

/** Removes what this run has left half made, and tells what there was before that. */
async function clear(
  connection: EngineConnection,
  plan: ServicePlan,
  before: ProjectOnEngine,
): Promise<Result<{ now: ProjectOnEngine; cleared: readonly Result<unknown, EngineFailure>[] }, EngineFailure>> {
  const read = await readProject(connection, plan, AbortSignal.timeout(LIST_TIMEOUT_MS));
  if (!read.ok) return read;
  const leftovers = read.value.own.filter((record) => isLeftover(record, plan, before));
  const cleared = await Promise.all(leftovers.map(({ containerId }) => connection.stopAndRemove(containerId)));
  return ok({ now: read.value, cleared });
}

/** Made by this run and never started: it would count as a replica and hold its name. */
function isLeftover(record: ContainerRecord, plan: ServicePlan, before: ProjectOnEngine): boolean {
  return (
    record.state === 'created' &&
    plan.steps.some((step) => step.kind === 'create' && step.name === record.name) &&
    !before.all.some(({ containerId }) => containerId === record.containerId)
  );
}

/** The step of the container that carries the engine's words on a failed start, or the first that is not done. */
function failedStep(open: readonly Step[], own: readonly ContainerRecord[]): Step | undefined {
  const refused = new Set(own.filter(({ error }) => error !== '').map(({ name }) => name));
  return open.find((step) => refused.has(step.name)) ?? open[0];
}
