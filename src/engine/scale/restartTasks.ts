import type { ScaleStepFailure, StepListener } from '../../app/operations/ports.js';
import type { ServicePlan, Step } from '../../core/scaling/plan.js';
import { fail, type Result } from '../../util/result.js';
import type { EngineLink } from '../connect/engineLink.js';
import { awaitTasks } from '../swarm/awaitTasks.js';
import { readTasks } from '../swarm/readTasks.js';
import { replaceTasks } from '../swarm/replaceTasks.js';
import { slotKey, type TaskAnswer } from '../swarm/swarmAnswers.js';
import { isMeant, replicaStateOf } from '../swarm/taskStates.js';

type RestartStep = Extract<Step, { containerId: string }>;

/** Has all tasks of a service replaced. Which is next is the Swarm's to say, so that all count as begun once it is told. */
export async function restartTasks(
  link: EngineLink,
  plan: ServicePlan,
  onStep: StepListener,
  signal: AbortSignal,
): Promise<Result<void, ScaleStepFailure>> {
  const { swarm } = plan;
  const waiting = new Set(plan.steps.flatMap((step): RestartStep[] => (step.kind === 'restart' ? [step] : [])));
  if (!swarm) {
    const detail = `It is not known what ${plan.service} is on its Swarm.`;
    return fail({ step: undefined, failure: { reason: 'refused', address: link.endpoint.raw, detail } });
  }
  const listed = await readTasks(link, swarm.serviceId, signal);
  if (!listed.ok) return fail({ step: undefined, failure: listed.error });
  const before = listed.value;
  for (const step of waiting) onStep(step, 'begun', step.containerId);
  const told = await replaceTasks(link, swarm.serviceId, swarm.fullName);
  const [first] = waiting;
  if (!told.ok) return fail({ step: first, failure: told.error });
  const old = new Set(before.map(({ ID }) => ID));
  const tell = (tasks: readonly TaskAnswer[]): void => {
    const fresh = new Set(
      tasks.filter((task) => isMeant(task) && replicaStateOf(task) === 'running' && !old.has(task.ID)).map(slotKey),
    );
    for (const step of waiting) {
      const task = before.find((each) => isOf(each, step.containerId));
      if (!task || !fresh.has(slotKey(task))) continue;
      waiting.delete(step);
      onStep(step, 'done', step.containerId);
    }
  };
  const goal = { from: plan.from, to: plan.to, replaces: true, times: told.value, before } as const;
  const settled = await awaitTasks(link, swarm.serviceId, goal, signal, tell);
  if (settled.ok) return settled;
  const [next] = waiting;
  return fail({ step: settled.error.reason === 'cancelled' ? undefined : next, failure: settled.error });
}

const isOf = ({ ID, Status }: TaskAnswer, containerId: string): boolean =>
  ID === containerId || Status.ContainerStatus?.ContainerID === containerId;
