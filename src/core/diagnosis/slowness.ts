import { countIn } from '../operation/run/countIn.js';
import { isAlarm } from '../policy/level.js';
import { levelNow } from '../policy/serviceStatus.js';
import type { Signal } from '../policy/signal.js';
import type { MetricGroup } from '../runbook/metric.js';
import type { CheckKind } from '../verification/check.js';
import { evidence, type Evidence } from './evidence.js';
import { known, type Observations } from './observations.js';
import { titleOf } from '../runbook/runbook.js';

const slowGroups: readonly MetricGroup[] = ['latency', 'queue', 'database'];
const slowChecks: readonly CheckKind[] = ['response-time', 'queue-falling', 'flow'];
const shown = 3;

/** What says that the stack is slow, or that more replicas were to make it faster. Empty where nothing does. */
export function slowness(seen: Observations): readonly Evidence[] {
  const checks = (known(seen.checks) ?? []).filter(({ kind }) => slowChecks.includes(kind));
  return [
    ...scaledUp(seen),
    ...alarms(seen, slowGroups).slice(0, shown),
    ...checks.slice(0, shown).map((check) => evidence('checks', 'check', check.title)),
  ];
}

/** The service was given more replicas lately, and has them. */
export function scaledUp({ operation, service, stack, runbook }: Observations): readonly Evidence[] {
  const last = known(operation);
  const [before, after] = [
    countIn(last?.plan.before ?? {}, service.name),
    countIn(last?.plan.after ?? {}, service.name),
  ];
  if (last?.outcome?.result !== 'done' || last.plan.stackId !== stack.id) return [];
  if (before === undefined || after === undefined || after <= before) return [];
  return [evidence('operation', 'scaled', titleOf(runbook, service.name), { verdict: 'pass', value: after, before })];
}

/** Rules of these groups that ask for something, of any service of the stack. */
export function alarms(seen: Observations, groups: readonly MetricGroup[]): readonly Evidence[] {
  return seen.stack.services.flatMap((service) =>
    (known(seen.rules)?.get(service.id) ?? [])
      .filter((signal) => groups.includes(signal.metric.group) && isAlarm(levelNow(signal)))
      .map((signal) => ruleEvidence(signal, titleOf(seen.runbook, service.name))),
  );
}

/** Of a rule only what a fact can hold: its unit may be one of its own. */
export const ruleEvidence = ({ rule, value, metric }: Signal, title: string): Evidence =>
  evidence('rules', 'rule', title, {
    value,
    unit: metric.unit === 'ms' ? 'ms' : metric.unit === 'percent' ? 'percent' : 'count',
    bound: (rule.warning ?? rule.critical)?.value,
    said: rule.title,
  });
