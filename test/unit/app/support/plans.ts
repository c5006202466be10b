import { runbookFor } from '../../../../src/core/runbook/bundledRunbook.js';
import type { Change } from '../../../../src/core/scaling/change.js';
import type { ServicePlan } from '../../../../src/core/scaling/plan.js';
import { planRestart } from '../../../../src/core/scaling/planRestart.js';
import { planScale } from '../../../../src/core/scaling/planScale.js';
import { buildSnapshot } from '../../../../src/core/stack/snapshot.js';
import { emptySnapshot, type Service, type Stack } from '../../../../src/core/stack/stack.js';
import type { ContainerRecord } from '../../../../src/core/stack/containerRecord.js';

function find(records: readonly ContainerRecord[], name: string): { stack: Stack; service: Service } {
  const [stack] = buildSnapshot(records, emptySnapshot).stacks;
  const service = stack?.services.find((each) => each.name === name);
  if (!stack || !service) throw new Error(`no ${name} among the records`);
  return { stack, service };
}

/** The plan that the product makes of these containers. */
export function scalePlan(records: readonly ContainerRecord[], target: number, name = 'web'): ServicePlan {
  const { stack, service } = find(records, name);
  return planScale(stack, runbookFor(stack, []), service, target, 'auto', undefined);
}

export function restartPlan(records: readonly ContainerRecord[], name = 'web'): ServicePlan {
  const { stack, service } = find(records, name);
  return planRestart(stack, runbookFor(stack, []), service);
}

/** The phases of an operation's steps, in order. */
export const phases = (change: Change | undefined): readonly string[] =>
  change?.steps.map(({ step, phase }) => `${step.kind} ${step.number} ${phase}`) ?? [];
