import type { SourcePoint } from '../app/ports.js';
import { fail, ok, type Result } from '../util/result.js';
import { ownField } from '../util/ownField.js';

/** What Prometheus says on success, as far as a figure needs it. The failure is a sentence. */
export interface Instant {
  /** Undefined: no series at all. */
  readonly point: SourcePoint | undefined;
  readonly partial: boolean;
}

const maxWords = 300;

/** One number, from a scalar or from a vector with one series. */
export function instantOf(json: unknown): Result<Instant, string> {
  const partial = isPartial(json);
  const data = ownField(json, 'data');
  const result = ownField(data, 'result');
  switch (ownField(data, 'resultType')) {
    case 'scalar':
      return withPoint(pointOf(result), partial);
    case 'vector': {
      const series = oneSeries(result);
      if (!series.ok) return series;
      if (series.value === undefined) return ok({ point: undefined, partial });
      return withPoint(pointOf(ownField(series.value, 'value')), partial);
    }
    case 'matrix':
      return fail('the query gives a range of points, not one number');
    case 'string':
      return fail('the query gives a text, not a number');
    default:
      return fail(notPrometheus);
  }
}

/** The points of the one series that a range query gives; those without a number are left out. */
export function rangeOf(json: unknown): Result<readonly SourcePoint[], string> {
  const data = ownField(json, 'data');
  if (ownField(data, 'resultType') !== 'matrix') return fail(notPrometheus);
  const series = oneSeries(ownField(data, 'result'));
  if (!series.ok) return series;
  const values = series.value === undefined ? [] : ownField(series.value, 'values');
  if (!Array.isArray(values)) return fail('the query gives histograms, not numbers');
  return ok(
    values.flatMap((pair) => {
      const point = pointOf(pair);
      return point && Number.isFinite(point.value) ? [point] : [];
    }),
  );
}

/**
 * Its own words on what was wrong, made short; empty where it has none.
 *
 * @param hide takes secrets out, before they could be cut in two
 */
export function errorWords(json: unknown, hide: (words: string) => string): string {
  const error = ownField(json, 'error');
  if (typeof error !== 'string') return '';
  const shown = hide(error.slice(0, 10 * maxWords));
  return shown.length > maxWords ? `${shown.slice(0, maxWords)}…` : shown;
}

const notPrometheus = 'the answer is not one of Prometheus';

function oneSeries(result: unknown): Result<unknown, string> {
  if (!Array.isArray(result)) return fail(notPrometheus);
  if (result.length > 1) return fail(`the query gives ${result.length} series, and a figure is one`);
  return ok(result[0]);
}

function withPoint(point: SourcePoint | undefined, partial: boolean): Result<Instant, string> {
  if (!point) return fail('the query gives no plain number');
  // A share of nothing is what gives it, as where no request came in the time looked at.
  if (!Number.isFinite(point.value)) return fail(`the query gives ${point.value}: nothing was counted in its time`);
  return ok({ point, partial });
}

const spellings: Readonly<Record<string, number>> = { NaN: NaN, '+Inf': Infinity, Inf: Infinity, '-Inf': -Infinity };

/** `[seconds, "value"]`. */
function pointOf(pair: unknown): SourcePoint | undefined {
  if (!Array.isArray(pair) || pair.length !== 2) return undefined;
  const [seconds, text] = pair as readonly unknown[];
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || typeof text !== 'string') return undefined;
  const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);
  const value = Object.hasOwn(spellings, text) ? spellings[text] : isNumber ? Number(text) : undefined;
  return value === undefined ? undefined : { at: Math.round(seconds * 1000), value };
}

/** Advice on the query is told as a warning too; any other is about data that could not be had. */
function isPartial(json: unknown): boolean {
  const warnings = ownField(json, 'warnings');
  return Array.isArray(warnings) && warnings.some((warning) => !/^PromQL (info|warning)/.test(String(warning)));
}
