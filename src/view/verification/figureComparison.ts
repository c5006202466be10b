import type { Measured, MeasuredFigure, MeasuredService } from '../../core/operation/measured.js';
import type { Level } from '../../core/policy/level.js';
import { isMeasuredOf, type Runbook } from '../../core/runbook/runbook.js';
import { figureAmount, figureChange } from '../words/metricWords.js';

/** One figure of a service, before and after. */
export interface ComparedFigure {
  /** As people call them; hostile. */
  readonly service: string;
  readonly metric: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
  /** Where the runbook's warning begins, or else where it is critical; undefined where no rule says. */
  readonly bound: number | undefined;
  readonly unit: string;
  /** Afterwards. */
  readonly level: Level;
}

/**
 * Every figure that was known at one of the two moments, in the order of the services and of their metrics.
 *
 * @param runbook undefined where it is not known any more; then there are no bounds
 */
export function comparedFigures(
  before: Measured | undefined,
  after: Measured | undefined,
  runbook: Runbook | undefined,
): readonly ComparedFigure[] {
  const services = firstOfEach([...servicesIn(before), ...servicesIn(after)], ({ service }) => service);
  return services.flatMap(({ service, title }) => {
    const [was, is] = [before, after].map((each) => servicesIn(each).find((other) => other.service === service));
    const figures = firstOfEach([...(was?.figures ?? []), ...(is?.figures ?? [])], ({ metric }) => metric);
    return figures.flatMap((figure): readonly ComparedFigure[] => {
      const [from, to] = [figureIn(was, figure.metric)?.value, figureIn(is, figure.metric)?.value];
      if (from === undefined && to === undefined) return [];
      return [
        {
          service: title,
          metric: figure.title,
          before: from,
          after: to,
          bound: runbook && boundOf(runbook, service, figure.metric),
          unit: figure.unit,
          level: figureIn(is, figure.metric)?.level ?? 'unknown',
        },
      ];
    });
  });
}

const servicesIn = (measured: Measured | undefined): readonly MeasuredService[] => measured?.services ?? [];

const figureIn = (service: MeasuredService | undefined, metric: string): MeasuredFigure | undefined =>
  service?.figures.find((each) => each.metric === metric);

const firstOfEach = <T>(all: readonly T[], key: (each: T) => string): readonly T[] =>
  all.filter((each, index) => all.findIndex((other) => key(other) === key(each)) === index);

function boundOf({ rules, metrics }: Runbook, service: string, metricId: string): number | undefined {
  const metric = metrics.find(({ id }) => id === metricId);
  if (!metric || !isMeasuredOf(metric, service)) return undefined;
  const bounds = rules
    .filter((rule) => rule.metric === metricId)
    .map(({ warning, critical }) => (warning ?? critical)?.value)
    .filter((value) => value !== undefined);
  return bounds.length === 0 ? undefined : Math.min(...bounds);
}

/** `before`, `after` and what became of it, in words: `2.4 s`, `300 ms`, `−2.1 s`. */
export const comparedWords = ({
  before,
  after,
  unit,
}: Pick<ComparedFigure, 'before' | 'after' | 'unit'>): readonly [string, string, string] => [
  figureAmount(before, unit),
  figureAmount(after, unit),
  figureChange(before, after, unit),
];
