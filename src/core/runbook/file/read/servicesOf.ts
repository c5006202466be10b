import type { RunbookService } from '../../runbook.js';
import type { TargetRule } from '../../targetRule.js';
import type { Path } from '../problem.js';
import type { ServiceInput, TargetInput } from '../schema/servicesSection.js';
import { durationMs } from '../text/duration.js';
import { sizeBytes } from '../text/size.js';
import type { Context } from './context.js';

/** Services without a maximum of their own may be scaled to this at least. */
export const leastMax = 10;

/** One service, with what the file leaves out filled in. */
export function serviceOf(name: string, input: ServiceInput, context: Context): RunbookService {
  const path = ['services', name];
  const baseline = input.baseline ?? input.min ?? 1;
  const min = input.min ?? Math.min(1, baseline);
  const max = input.max ?? Math.max(leastMax, 2 * baseline);
  const at = (key: 'min' | 'baseline' | 'max'): Path => (input[key] === undefined ? path : [...path, key]);
  if (min > max) context.report.error(at('min'), `min is ${min}, above max ${max}.`);
  else if (baseline < min) context.report.error(at('baseline'), `baseline is ${baseline}, below min ${min}.`);
  else if (baseline > max) context.report.error(at('baseline'), `baseline is ${baseline}, above max ${max}.`);
  return {
    name,
    title: input.title ?? name,
    min,
    baseline,
    max,
    healthUrls: input.health?.urls ?? [],
    healthAverageMs: input.health?.average === undefined ? undefined : durationMs(input.health.average),
    targets: input.targets.map((target, index) => targetOf(target, name, [...path, 'targets', index], context)),
    memoryPerReplicaBytes: input.memoryPerReplica === undefined ? undefined : sizeBytes(input.memoryPerReplica),
    connectionsPerReplica: input.connectionsPerReplica,
  };
}

function targetOf(target: TargetInput, service: string, path: Path, context: Context): TargetRule {
  const metric = (key: string, id: string) => context.metric([...path, key], id, service);
  switch (target.rule) {
    case 'queue':
      metric('waiting', target.waiting);
      if (target.active !== undefined) metric('active', target.active);
      return { ...target, active: target.active };
    case 'steps':
      metric('metric', target.metric);
      target.steps.forEach((step, index) => {
        const before = target.steps[index - 1];
        if (before && before.above >= step.above) {
          context.report.error(
            [...path, 'steps', index, 'above'],
            `above is ${step.above}, not higher than the step before it, ${before.above}.`,
          );
        }
      });
      return target;
    case 'ratio': {
      const measured = metric('metric', target.metric);
      if (measured && measured.unit !== 'percent') {
        context.report.error(
          [...path, 'metric'],
          `\`${target.metric}\` is in ${measured.unit}; a ratio needs percent.`,
        );
      }
      return target;
    }
    case 'per':
      metric('metric', target.metric);
      return target;
  }
}
