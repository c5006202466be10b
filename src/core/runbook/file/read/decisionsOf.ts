import { defaultRungs, defaultScaleDown } from '../../defaultPolicies.js';
import type { MatrixRow } from '../../matrixRow.js';
import type { Metric } from '../../metric.js';
import type { Profile, RunbookService } from '../../runbook.js';
import type { ScaleDownPolicy } from '../../scaleDownPolicy.js';
import type { Path } from '../problem.js';
import type { MatrixRowInput, ScaleDownInput } from '../schema/decisionSections.js';
import type { RunbookFile } from '../schema/runbookFile.js';
import { durationMs } from '../text/duration.js';
import { reportTwice, type Context } from './context.js';

/** The rows of the decision matrix; names and metrics that do not exist are reported. */
export function matrixOf(inputs: readonly MatrixRowInput[], context: Context): readonly MatrixRow[] {
  return inputs.map(({ symptom, cause, when, scale, action, priority }, index) => {
    const path = ['matrix', index];
    const { service } = when;
    if (service !== undefined) context.service([...path, 'when', 'service'], service);
    const metric = context.metric([...path, 'when', 'metric'], when.metric, service);
    const above = when.above === undefined ? undefined : context.figure([...path, 'when', 'above'], metric, when.above);
    const named = scale === 'all' ? 'all' : [scale].flat();
    if (named !== 'all') {
      named.forEach((name, at) => {
        context.service([...path, 'scale', ...(Array.isArray(scale) ? [at] : [])], name);
      });
    }
    return { symptom, cause, when: { metric: when.metric, service, above }, scale: named, action, priority };
  });
}

/** The rungs by which is scaled up, or the default ones; those that do not rise are reported. */
export function rungsOf(inputs: readonly number[] | undefined, { report }: Context): readonly number[] {
  inputs?.forEach((rung, index) => {
    const before = inputs[index - 1];
    if (before !== undefined && before >= rung) {
      report.error(['rungs', index], `${rung} is not higher than the one before it, ${before}.`);
    }
  });
  return inputs ?? defaultRungs;
}

/** Without conditions in the file, the default ones that the file's metrics allow. */
export function scaleDownOf(input: ScaleDownInput, metrics: readonly Metric[], context: Context): ScaleDownPolicy {
  const ms = (text: string | undefined, otherwise: number): number => durationMs(text ?? '') ?? otherwise;
  const defaults = defaultScaleDown.conditions.filter(({ metric }) => metrics.some(({ id }) => id === metric));
  const below = (path: Path, metric: Metric | undefined, quantity: number | string): number =>
    context.figure([...path, 'below'], metric, quantity);
  return {
    conditions:
      input?.conditions?.map((condition, index) => {
        const path = ['scaleDown', 'conditions', index];
        const metric = context.metric([...path, 'metric'], condition.metric);
        return { metric: condition.metric, below: below(path, metric, condition.below) };
      }) ?? defaults,
    holdMs: ms(input?.hold, defaultScaleDown.holdMs),
    betweenMs: ms(input?.between, defaultScaleDown.betweenMs),
    afterUpMs: ms(input?.afterUp, defaultScaleDown.afterUpMs),
    spikeAheadMs: ms(input?.spikeAhead, defaultScaleDown.spikeAheadMs),
    afterDeployMs: ms(input?.afterDeploy, defaultScaleDown.afterDeployMs),
    matrix: (input?.matrix ?? []).map((row, index) => {
      const path = ['scaleDown', 'matrix', index];
      context.service([...path, 'service'], row.service);
      const metric = context.metric([...path, 'metric'], row.metric, row.service);
      if (row.to >= row.replicas) {
        context.report.error([...path, 'to'], `to is ${row.to}, not below replicas ${row.replicas}.`);
      }
      return { ...row, below: below(path, metric, row.below) };
    }),
  };
}

/** The profiles; services that do not exist, and counts beyond their limits, are reported. */
export function profilesOf(
  inputs: RunbookFile['profiles'],
  services: readonly RunbookService[],
  context: Context,
): readonly Profile[] {
  reportTwice(
    inputs.map(({ id }) => id),
    (index) => ['profiles', index, 'id'],
    context.report,
  );
  inputs.forEach(({ counts }, index) => {
    for (const [name, count] of Object.entries(counts)) {
      const path = ['profiles', index, 'counts', name];
      const service = services.find((one) => one.name === name);
      if (!service) context.service(path, name);
      else if (count < service.min) context.report.error(path, `${name} is ${count}, below its min ${service.min}.`);
      else if (count > service.max) context.report.error(path, `${name} is ${count}, above its max ${service.max}.`);
    }
  });
  inputs.forEach(({ restart }, index) => {
    restart.forEach((name, position) => context.service(['profiles', index, 'restart', position], name));
  });
  return inputs.map(({ id, title = id, counts, restart }) => ({ id, title, counts: { ...counts }, restart }));
}
