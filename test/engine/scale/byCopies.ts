import assert from 'node:assert/strict';
import type { ScaleStepFailure } from '../../../src/app/operations/ports.js';
import type { EngineConnection } from '../../../src/app/ports.js';
import { bundledRunbook } from '../../../src/core/runbook/bundledRunbook.js';
import type { ServicePlan } from '../../../src/core/scaling/plan.js';
import { planScale } from '../../../src/core/scaling/planScale.js';
import type { Replica } from '../../../src/core/stack/replica.js';
import { buildSnapshot } from '../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Stack } from '../../../src/core/stack/stack.js';
import { createReplicateScaler } from '../../../src/engine/main.js';
import type { Result } from '../../../src/util/result.js';
import { never, value } from '../support/connection.js';

async function stackOf(connection: EngineConnection, project: string): Promise<Stack> {
  const { stacks } = buildSnapshot(value(await connection.listContainers(never)), emptySnapshot);
  return stacks.find(({ name }) => name === project) ?? assert.fail(`no ${project}`);
}

export async function replicasOf(
  connection: EngineConnection,
  project: string,
  service: string,
): Promise<readonly Replica[]> {
  const stack = await stackOf(connection, project);
  return stack.services.find(({ name }) => name === service)?.replicas ?? [];
}

/** What the product would do. */
export async function planOf(
  connection: EngineConnection,
  project: string,
  name: string,
  target: number,
): Promise<ServicePlan> {
  const stack = await stackOf(connection, project);
  const service = stack.services.find((other) => other.name === name) ?? assert.fail(`no ${name}`);
  return planScale(stack, bundledRunbook, service, target, 'replicate', undefined);
}

export const carryOut = (connection: EngineConnection, plan: ServicePlan): Promise<Result<void, ScaleStepFailure>> =>
  createReplicateScaler().apply(connection, plan, () => undefined, never);

/** As the product does it: a plan of what is there, carried out by copying. */
export const scale = async (
  connection: EngineConnection,
  project: string,
  name: string,
  target: number,
): Promise<Result<void, ScaleStepFailure>> => carryOut(connection, await planOf(connection, project, name, target));
