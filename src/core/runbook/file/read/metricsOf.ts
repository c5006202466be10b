import type { Metric, MetricSource, Unit } from '../../metric.js';
import type { Reporter } from '../problem.js';
import type { MetricInput } from '../schema/metricsSection.js';
import type { RunbookFile } from '../schema/runbookFile.js';
import { otherwise } from '../text/suggestion.js';
import { reportTwice } from './context.js';

/** The file's own metrics. */
export function metricsOf(inputs: readonly MetricInput[], file: RunbookFile, report: Reporter): readonly Metric[] {
  reportTwice(
    inputs.map(({ id }) => id),
    (index) => ['metrics', index, 'id'],
    report,
  );
  inputs.forEach(({ id }, index) => {
    // Figures are kept by their ids, as JSON has them: what every object has is no place for one.
    if (id in Object.prototype)
      report.error(['metrics', index, 'id'], `\`${id}\` cannot be the id of a metric; choose another.`);
  });
  return inputs.map((input, index) => metricOf(input, index, file, report));
}

function metricOf(input: MetricInput, index: number, file: RunbookFile, report: Reporter): Metric {
  const path = ['metrics', index];
  const services = input.services === 'all' ? 'all' : [input.services].flat();
  const known = Object.keys(file.services);
  if (services !== 'all') {
    services.forEach((name, at) => {
      if (Object.hasOwn(file.services, name)) return;
      const place = [...path, 'services', ...(Array.isArray(input.services) ? [at] : [])];
      report.error(place, `Unknown service \`${name}\`${otherwise(name, known)}`);
    });
  }
  input.sources.forEach((source, at) => {
    const place = [...path, 'sources', at];
    const fixed = 'figure' in source ? unitOf(source) : undefined;
    if ('figure' in source && fixed !== undefined && fixed !== input.unit) {
      report.error([...place, 'figure'], `\`${source.figure}\` is in ${fixed}; the metric is in ${input.unit}.`);
    }
    if (source.from === 'json' && source.of !== undefined && input.unit !== 'percent') {
      report.error([...place, 'of'], `A share of \`${source.of}\` is in percent; the metric is in ${input.unit}.`);
    }
    if ((source.from === 'prometheus' || source.from === 'postgres') && file[source.from] === undefined) {
      report.warning([...place, 'from'], `Nothing is read here: the file has no section \`${source.from}\`.`);
    }
  });
  const { id, title = id, group, unit, sources } = input;
  return { id, title, group, unit, services, sources: sources.map(sourceOf) };
}

const sourceOf = (source: MetricInput['sources'][number]): MetricSource =>
  source.from === 'json' ? { ...source, of: source.of } : source;

function unitOf(source: Extract<MetricSource, { readonly from: 'docker' | 'probe' }>): Unit {
  switch (source.figure) {
    case 'memoryGrowth':
      return 'percentPerHour';
    case 'p50':
    case 'p95':
    case 'p99':
      return 'ms';
    case 'cpuAverage':
    case 'cpuPeak':
    case 'memoryAverage':
    case 'memoryPeak':
    case 'errorRate':
    case 'serverErrors':
    case 'timeouts':
      return 'percent';
  }
}
