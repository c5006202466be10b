import type { OperationPlan } from '../../core/operation/plan/operationPlan.js';
import type { Stage } from '../../core/operation/stage.js';
import { countIn } from '../../core/operation/run/countIn.js';
import { count, duration } from '../figures.js';
import { oneLine } from '../markdown.js';

/** What happens to one service over all of the stages. */
export interface PlanLine {
  /** Compose name. */
  readonly service: string;
  readonly title: string;
  /** `3 → 10 replicas`, `3 replicas restart`, `connections 100 → 550`. */
  readonly text: string;
  /** What its replicas are afterwards is of interest. */
  readonly ofReplicas: boolean;
}

/** One line for each thing that changes, in the order of the stages. */
export function planLines(plan: OperationPlan): readonly PlanLine[] {
  const lines = new Map<string, PlanLine>();
  for (const stage of plan.stages) {
    if (stage.stage === 'observe') continue;
    const key = `${stage.stage} ${stage.service}`;
    const { service, title } = stage;
    if (!lines.has(key))
      lines.set(key, {
        service,
        title: oneLine(title),
        text: lineText(stage, plan),
        ofReplicas: stage.stage !== 'set-connections',
      });
  }
  return [...lines.values()];
}

function lineText(stage: Exclude<Stage, { stage: 'observe' }>, { before, after }: OperationPlan): string {
  switch (stage.stage) {
    case 'scale': {
      const from = countIn(before, stage.service) ?? stage.from;
      const to = countIn(after, stage.service) ?? stage.to;
      return `${from} → ${count(to, 'replica')}`;
    }
    case 'restart':
      return `${count(stage.containerIds.length, 'replica')} ${stage.containerIds.length === 1 ? 'restarts' : 'restart'}`;
    case 'set-connections':
      if (stage.putsBack) return `settings put back, with ${stage.to} connections`;
      return `connections ${stage.from} → ${stage.to}`;
  }
}

/** `about 5 min`. */
export const expectedText = ({ expectedMs }: OperationPlan): string => `about ${duration(expectedMs)}`;

/** What others will notice of it. */
export function impactText(plan: OperationPlan): string {
  const { stages, services, before, after } = plan;
  const noticed = [
    ...stages.flatMap((stage) => (stage.stage === 'set-connections' ? [impactOnDatabase(stage)] : [])),
    ...services
      .filter(({ guards }) => guards.some(({ guard }) => guard === 'only-replica'))
      .map(({ title }) => `${oneLine(title)} is away while its only replica restarts`),
    ...stages.flatMap((stage) =>
      stage.stage === 'scale' && stage.to === 0 ? [`${oneLine(stage.title)} stops altogether`] : [],
    ),
  ];
  if (noticed.length > 0) return noticed.join('; ');
  const changes = Object.entries(after).map(([service, to]) => to - (countIn(before, service) ?? to));
  const how = [
    ...(stages.some(({ stage }) => stage === 'restart')
      ? ['replicas restart one after the other, each ready before the next']
      : []),
    ...(changes.some((change) => change > 0) ? ['replicas are added beside those that run'] : []),
    ...(changes.some((change) => change < 0) ? ['replicas end, each with its own grace period'] : []),
  ];
  return ['none expected', how.join('; ')].filter(Boolean).join(': ');
}

const impactOnDatabase = ({ putsBack }: Extract<Stage, { stage: 'set-connections' }>): string =>
  putsBack ? 'the database, which is down, starts again' : 'the database restarts, about 30 s';
