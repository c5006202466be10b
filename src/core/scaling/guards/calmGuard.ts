import type { Refusal } from '../../policy/decision.js';
import type { Metric } from '../../runbook/metric.js';
import type { ServicePlan } from '../plan.js';
import type { Against, CalmGuard } from './guard.js';

export interface CalmInput {
  readonly plan: ServicePlan;
  /** What the rules have against fewer; undefined where they have not looked lately. */
  readonly refusals: readonly Refusal[] | undefined;
  readonly metrics: readonly Metric[];
  /** Only warns: nobody wrote rules for this stack, the counts are those of a moment ago, or others need the room. */
  readonly isLenient: boolean;
  /** Wall time, ms. */
  readonly now: number;
}

/** Nothing where the service does not go down. */
export function calmGuards({ plan, refusals, metrics, isLenient, now }: CalmInput): readonly CalmGuard[] {
  if (plan.kind !== 'scale' || plan.to >= plan.from) return [];
  // Something that is expected and needs no more than what is left does not mind.
  const counted = (refusals ?? []).filter((refusal) => refusal.refusal !== 'spike-expected' || refusal.count > plan.to);
  const against = counted.map((refusal): Against => {
    const metric = 'metric' in refusal ? metrics.find(({ id }) => id === refusal.metric) : undefined;
    return {
      refusal,
      metric: metric && { id: metric.id, title: metric.title, unit: metric.unit, group: metric.group },
    };
  });
  const objects = refusals === undefined || against.length > 0;
  return [
    {
      guard: 'calm',
      verdict: objects ? (isLenient ? 'warn' : 'block') : 'pass',
      service: plan.service,
      known: refusals !== undefined,
      against: [...against].sort((a, b) => rank(a) - rank(b)),
      at: now,
    },
  ];
}

/** Errors first: fewer replicas on top of them is what hurts people most. */
const rank = ({ refusal, metric }: Against): number =>
  refusal.refusal === 'signal-not-normal' ? (metric?.group === 'errors' ? 0 : 1) : 2;

/** When nothing would speak against it any more; undefined where time alone does not change it. Wall time, ms. */
export function calmFrom({ known, against }: CalmGuard): number | undefined {
  const times = against.map(({ refusal }) => refusal.until);
  const all = times.filter((time) => time !== undefined);
  return known && all.length > 0 && all.length === times.length ? Math.max(...all) : undefined;
}
