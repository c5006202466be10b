import { sustainedClearMs } from '../../bounds.js';
import type { Metric } from '../../metric.js';
import { quickClearMs, type Bound, type Rule } from '../../rule.js';
import type { Path } from '../problem.js';
import type { BoundInput, RuleInput } from '../schema/rulesSection.js';
import { durationMs } from '../text/duration.js';
import { reportTwice, type Context } from './context.js';

/** The rules; a metric that does not exist, and an id given twice, are reported. */
export function rulesOf(inputs: readonly RuleInput[], context: Context): readonly Rule[] {
  reportTwice(
    inputs.map(({ id, metric }) => id ?? metric),
    (index) => ['rules', index, inputs[index]?.id === undefined ? 'metric' : 'id'],
    context.report,
  );
  return inputs.map((input, index) => ruleOf(input, ['rules', index], context));
}

function ruleOf(input: RuleInput, path: Path, context: Context): Rule {
  const metric = context.metric([...path, 'metric'], input.metric);
  const bound = (level: 'warning' | 'critical'): Bound | undefined => {
    const given = input[level];
    return given === undefined ? undefined : boundOf(given, level, [...path, level], metric, context);
  };
  const [warning, critical] = [bound('warning'), bound('critical')];
  if (!warning && !critical) context.report.error(path, 'A rule needs `warning`, `critical` or both.');
  if (warning && critical && metric && warning.value >= critical.value) {
    context.report.error(
      [...path, 'warning'],
      `warning begins at ${warning.value}, not below critical ${critical.value}.`,
    );
  }
  return {
    id: input.id ?? input.metric,
    title: input.title ?? metric?.title ?? input.metric,
    metric: input.metric,
    warning,
    critical,
    action: input.action,
    required: input.required,
  };
}

// As the runbook's tables read: `60-80` is a warning from 60 on, `> 80` is critical.
function boundOf(
  input: BoundInput,
  level: 'warning' | 'critical',
  path: Path,
  metric: Metric | undefined,
  context: Context,
): Bound {
  if (typeof input !== 'object') {
    const value = context.figure(path, metric, input);
    return { value, inclusive: level === 'warning', holdMs: 0, clearBelow: value, clearMs: quickClearMs };
  }
  const given = input.from ?? input.above;
  if (given === undefined || (input.from !== undefined && input.above !== undefined)) {
    context.report.error(path, `\`${level}\` needs either \`from\` or \`above\`.`);
  }
  const value = context.figure([...path, input.from === undefined ? 'above' : 'from'], metric, given ?? 0);
  const holdMs = durationMs(input.for ?? '0s') ?? 0;
  const below = input.clear?.below;
  const clearBelow = below === undefined ? value : context.figure([...path, 'clear', 'below'], metric, below);
  if (clearBelow > value && metric) {
    context.report.error([...path, 'clear', 'below'], `below is ${clearBelow}, above the bound itself, ${value}.`);
  }
  const clearMs = durationMs(input.clear?.for ?? '') ?? (holdMs > 0 ? sustainedClearMs : quickClearMs);
  return { value, inclusive: input.from !== undefined, holdMs, clearBelow, clearMs };
}
