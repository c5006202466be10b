import { isMeasuredOf, type Runbook } from '../runbook/runbook.js';
import type { Rule } from '../runbook/rule.js';
import type { DecisionMemory } from './decision/decisionMemory.js';
import type { Figure } from './figure.js';
import { remember, type History } from './history.js';
import { emptySignalState, forgetWhenChanged, type SignalState } from './signal/signalState.js';
import { takeSample, tick, type SignalSample } from './signal/takeSample.js';

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
 * @param now wall time, ms: tells where on the axis of elapsed time a source's earlier points lie
 * @param intervalOf how often a metric is read, ms
 */
export function takeFigures(
  memory: ServiceMemory,
  service: string,
  runbook: Runbook,
  figures: readonly Figure[],
  tauMs: number,
  now: number,
  intervalOf: (metric: string) => number,
): ServiceMemory {
  const news = figures.filter((figure) => {
    const before = memory.figures[figure.metric];
    return before?.at !== figure.at || before.value !== figure.value;
  });
  const byMetric = new Map(news.map((figure) => [figure.metric, samplesOf(figure, tauMs, now)]));
  const histories = { ...memory.histories };
  for (const [metric, samples] of byMetric) {
    histories[metric] = samples.reduce(
      (known, { tauMs: at, value, complete }) =>
        value !== undefined && Number.isFinite(value) && complete ? remember(known, at, value) : known,
      histories[metric] ?? [],
    );
  }
  return {
    ...memory,
    histories,
    signals: Object.fromEntries(
      rulesOn(runbook, service).map((rule) => {
        const last = memory.signals[rule.id];
        const state = forgetWhenChanged(last?.state ?? emptySignalState, last?.rule, rule);
        const next = byMetric
          .get(rule.metric)
          ?.reduce((known, sample) => takeSample(known, rule, sample, intervalOf(rule.metric)), state);
        return [rule.id, { rule, state: next ?? tick(state, tauMs) }];
      }),
    ),
    figures: { ...memory.figures, ...Object.fromEntries(news.map(withoutEarlier)) },
  };
}

/** What a source remembers, where it lies on the axis of elapsed time, and then the figure itself. */
function samplesOf(
  { value, complete, sourceAt, earlier = [] }: Figure,
  tauMs: number,
  now: number,
): readonly (SignalSample & { readonly complete: boolean })[] {
  // Whatever a source says of a time to come is not so yet.
  const past = earlier
    .filter(({ at }) => at <= now)
    .map((point) => ({
      tauMs: tauMs - (now - point.at),
      value: point.value,
      sourceAt: point.at,
      complete: true,
    }));
  return [...past, { tauMs, value, sourceAt, complete }];
}

/** Its earlier points are in the history by now. */
function withoutEarlier({ earlier: _earlier, ...figure }: Figure): [string, Figure] {
  return [figure.metric, figure];
}

/** The rules that look at a service, in the runbook's order. */
export function rulesOn(runbook: Runbook, service: string): readonly Rule[] {
  const measured = new Set(
    runbook.metrics.filter((metric) => isMeasuredOf(metric, service)).map((metric) => metric.id),
  );
  return runbook.rules.filter((rule) => measured.has(rule.metric));
}
