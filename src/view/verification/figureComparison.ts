import type { Measured } from '../../core/operation/run/measured.js';
import type { Level } from '../../core/policy/level.js';
import { isMeasuredOf, type Runbook } from '../../core/runbook/runbook.js';
import { figuresOf, servicesOf } from '../beforeAndAfter.js';
import { figureAmount, figureChange } from '../words/policy/metricWords.js';

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
  return servicesOf(before, after).flatMap((service) =>
    figuresOf(service).flatMap(({ of, was, is }): readonly ComparedFigure[] => {
      if (was?.value === undefined && is?.value === undefined) return [];
      return [
        {
          service: service.of.title,
          metric: of.title,
          before: was?.value,
          after: is?.value,
          bound: runbook && boundOf(runbook, service.of.service, of.metric),
          unit: of.unit,
          level: is?.level ?? 'unknown',
        },
      ];
    }),
  );
}

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
