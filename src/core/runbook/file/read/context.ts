import type { Metric } from '../../metric.js';
import type { Path, Reporter } from '../problem.js';
import { quantityIn, unitWords, type Quantity } from '../text/quantity.js';
import { found } from '../text/found.js';
import { otherwise } from '../text/suggestion.js';
import { nameOf } from './shapeFlaws.js';

/** What the parts of a file may name, with a check for each. */
export interface Context {
  readonly report: Reporter;
  service(path: Path, name: string): void;
  profile(path: Path, id: string): void;
  kind(path: Path, id: string): void;
  /** With a service, the metric has to be measured of it. Undefined where there is no such metric. */
  metric(path: Path, id: string, service?: string): Metric | undefined;
  /** A figure in the metric's unit. */
  figure(path: Path, metric: Metric | undefined, quantity: Quantity): number;
}

export interface Names {
  readonly services: readonly string[];
  readonly profiles: readonly string[];
  readonly kinds: readonly string[];
  readonly metrics: readonly Metric[];
}

/**
 * What the sections of a file are checked against: the names that there are. Unknown ones are reported with the likeliest right one.
 */
export function contextOf(names: Names, report: Reporter): Context {
  const known = (what: string, ids: readonly string[]) => {
    const set = new Set(ids);
    return (path: Path, id: string): void => {
      if (!set.has(id)) report.error(path, `Unknown ${what} \`${id}\`${otherwise(id, ids)}`);
    };
  };
  const metrics = new Map(names.metrics.map((metric) => [metric.id, metric]));
  const knownMetric = known('metric', [...metrics.keys()]);
  return {
    report,
    service: known('service', names.services),
    profile: known('profile', names.profiles),
    kind: known('kind', names.kinds),
    metric: (path, id, service) => {
      knownMetric(path, id);
      const metric = metrics.get(id);
      if (metric && service !== undefined && metric.services !== 'all' && !metric.services.includes(service)) {
        report.error(path, `\`${id}\` is not measured of \`${service}\`.`);
      }
      return metric;
    },
    figure: (path, metric, quantity) => {
      const value = metric ? quantityIn(metric.unit, quantity) : 0;
      if (metric && value === undefined) {
        report.error(path, `${nameOf(path)} is ${found(quantity)}; expected ${unitWords[metric.unit]}.`);
      }
      return value ?? 0;
    },
  };
}

/** Reports every id that an earlier entry has already. */
export function reportTwice(ids: readonly string[], pathOf: (index: number) => Path, report: Reporter): void {
  const seen = new Set<string>();
  ids.forEach((id, index) => {
    if (seen.has(id)) report.error(pathOf(index), `\`${id}\` is there twice.`);
    seen.add(id);
  });
}
