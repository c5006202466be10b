import assert from 'node:assert/strict';
import type { Scaler, ScaleStepFailure } from '../../../src/app/operations/ports.js';
import type { ServicePlan, Step } from '../../../src/core/scaling/plan.js';
import type { Result } from '../../../src/util/result.js';
import type { ScaleProject } from './scaleProject.js';

export interface ScaleRun {
  readonly outcome: Result<void, ScaleStepFailure>;
  /** Such as `begun create 2`. */
  readonly told: readonly string[];
  readonly plan: ServicePlan;
  readonly durationMs: number;
}

/** A plan from what is there to `target`: new ones after the highest number, the highest numbers removed. */
export async function planTo(project: ScaleProject, service: string, target: number): Promise<ServicePlan> {
  const present = (await project.records(service)).filter(({ oneOff }) => !oneOff);
  const highest = Math.max(0, ...present.map(({ number }) => number));
  const creates = Array.from({ length: Math.max(0, target - present.length) }, (_, index): Step => {
    const number = highest + 1 + index;
    return { kind: 'create', number, name: `${project.name}-${service}-${number}` };
  });
  const removes = present
    .slice(target)
    .map(({ number, name, containerId }): Step => ({ kind: 'remove', number, name, containerId }));
  return {
    kind: 'scale',
    stackId: `compose:${project.name}`,
    project: project.name,
    serviceId: `compose:${project.name}/${service}`,
    service,
    title: service,
    from: present.length,
    to: target,
    steps: [...creates, ...removes],
    guards: [],
    scaler: { kind: 'replicate', because: 'creates-none' },
    sourceContainerId: creates.length > 0 ? present[0]?.containerId : undefined,
    seen: present.map(({ containerId }) => containerId).sort(),
  };
}

export async function carryOutPlan(
  project: ScaleProject,
  scaler: Scaler,
  plan: ServicePlan,
  signal: AbortSignal = new AbortController().signal,
  onTold: (line: string) => void = () => undefined,
): Promise<ScaleRun> {
  const told: string[] = [];
  const begun = performance.now();
  const outcome = await scaler.apply(
    project.connection,
    plan,
    (step, phase) => {
      const line = `${phase} ${step.kind} ${step.number}`;
      told.push(line);
      onTold(line);
    },
    signal,
  );
  return { outcome, told, plan, durationMs: performance.now() - begun };
}

export async function scaleTo(
  project: ScaleProject,
  scaler: Scaler,
  service: string,
  target: number,
): Promise<ScaleRun> {
  const run = await carryOutPlan(project, scaler, await planTo(project, service, target));
  assertDone(run);
  return run;
}

export function assertDone({ outcome, told, plan }: ScaleRun): void {
  assert.ok(outcome.ok, outcome.ok ? '' : `${outcome.error.failure.reason}: ${outcome.error.failure.detail}`);
  for (const { kind, number } of plan.steps) {
    const lines = told.filter((line) => line.endsWith(` ${kind} ${number}`));
    assert.deepEqual(lines, [`begun ${kind} ${number}`, `done ${kind} ${number}`]);
  }
}

/** The failure of a run that has to fail. */
export function failureOf({ outcome }: ScaleRun): ScaleStepFailure {
  assert.equal(outcome.ok, false, 'it should have failed');
  assert.ok(!outcome.ok);
  return outcome.error;
}
