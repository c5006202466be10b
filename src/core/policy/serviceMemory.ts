import { isMeasuredOf, type Runbook } from '../runbook/runbook.js';
import type { Rule } from '../runbook/rule.js';
import type { DecisionMemory } from './decision/decisionMemory.js';
import type { Figure } from './figure.js';
import { remember, type History } from './history.js';
import { emptySignalState, forgetWhenChanged, type SignalState } from './signal/signalState.js';
import { takeSample, tick } from './signal/takeSample.js';

/** What is remembered of one service from one look to the next. Holds nothing that JSON cannot. */
export interface ServiceMemory {
  /** By rule id, each with the rule as it was then. */
  readonly signals: Readonly<Record<string, { readonly rule: Rule; readonly state: SignalState }>>;
  /** By metric id. */
  readonly histories: Readonly<Record<string, History>>;
  /** By metric id: the newest figure that was taken in, as it was read. */
  readonly figures: Readonly<Record<string, Figure>>;
  /** By replica id: its CPU over the last minutes, in percent of its limit. */
  readonly utilisation: Readonly<Record<string, History>>;
  /** Null before the first decision. */
  readonly decision: DecisionMemory | null;
  /** Images and configurations of the replicas: when they change, it was deployed. */
  readonly definition: string;
  /** Wall time, ms. */
  readonly deployedAt: number | undefined;
  /** Wall time, ms. */
  readonly snoozedUntil: number | undefined;
}

export const emptyServiceMemory: ServiceMemory = {
  signals: {},
  histories: {},
  figures: {},
  utilisation: {},
  decision: null,
  definition: '',
  deployedAt: undefined,
  snoozedUntil: undefined,
};

/**
 * Takes in what was read of a service since the last time: each figure goes into its history and to the rules on its metric. One that
 * was seen before, by the time it was read and its value, is left out.
 *
 * @param tauMs elapsed time
 * @param intervalOf how often a metric is read, ms
 */
export function takeFigures(
  memory: ServiceMemory,
  service: string,
  runbook: Runbook,
  figures: readonly Figure[],
  tauMs: number,
  intervalOf: (metric: string) => number,
): ServiceMemory {
  const news = figures.filter((figure) => {
    const before = memory.figures[figure.metric];
    return before?.at !== figure.at || before.value !== figure.value;
  });
  const byMetric = new Map(news.map((figure) => [figure.metric, figure]));
  const histories = { ...memory.histories };
  for (const { metric, value, complete } of news)
    if (value !== undefined && Number.isFinite(value) && complete)
      histories[metric] = remember(histories[metric] ?? [], tauMs, value);
  return {
    ...memory,
    histories,
    signals: Object.fromEntries(
      rulesOn(runbook, service).map((rule) => {
        const before = memory.signals[rule.id];
        const state = forgetWhenChanged(before?.state ?? emptySignalState, before?.rule, rule);
        const figure = byMetric.get(rule.metric);
        const next = figure
          ? takeSample(state, rule, { tauMs, ...figure }, intervalOf(rule.metric))
          : tick(state, tauMs);
        return [rule.id, { rule, state: next }];
      }),
    ),
    figures: { ...memory.figures, ...Object.fromEntries(byMetric) },
  };
}

/** The rules that look at a service, in the runbook's order. */
export function rulesOn(runbook: Runbook, service: string): readonly Rule[] {
  const measured = new Set(
    runbook.metrics.filter((metric) => isMeasuredOf(metric, service)).map((metric) => metric.id),
  );
  return runbook.rules.filter((rule) => measured.has(rule.metric));
}
