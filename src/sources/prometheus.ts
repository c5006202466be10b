import type { PrometheusAccess, PrometheusRange, SourceAnswer, SourcePoint } from '../app/ports.js';
import { fail, ok, type Result } from '../util/result.js';
import { authorizationOf, withoutSecrets } from './authorization.js';
import { getJson, type JsonFailure } from './getJson.js';
import { errorWords, instantOf, rangeOf } from './prometheusAnswer.js';

/** A query with one number as its answer. */
export async function readPrometheus(
  server: PrometheusAccess,
  query: string,
  signal: AbortSignal,
): Promise<SourceAnswer> {
  const asked = await ask(server, 'query', { query }, signal);
  if (!asked.ok) return { value: undefined, ...asked.error };
  const instant = instantOf(asked.value);
  if (!instant.ok) return { value: undefined, why: 'no-figure', problem: instant.error };
  const { point, partial } = instant.value;
  if (!point && partial)
    return { value: undefined, why: 'no-figure', problem: 'the query gives no series, and not all data could be had' };
  if (!point) return { value: undefined, why: 'absent', problem: 'the query gives no series' };
  return { value: point.value, sourceAt: point.at, partial };
}

/** Prometheus refuses more points than this. */
const maxPoints = 11_000;

/**
 * The points of one series over a time, oldest first; the step is widened where there would be more than a server gives. A failure is
 * the
 * problem in words, and may hold words of the server.
 */
export async function readPrometheusRange(
  server: PrometheusAccess,
  query: string,
  range: PrometheusRange,
  signal: AbortSignal,
): Promise<Result<readonly SourcePoint[], string>> {
  const { fromAt, toAt } = range;
  const stepMs = Math.max(range.stepMs, (toAt - fromAt) / (maxPoints - 1), 1);
  const seconds = (ms: number): string => String(ms / 1000);
  const parameters = { query, start: seconds(fromAt), end: seconds(toAt), step: seconds(stepMs) };
  const asked = await ask(server, 'query_range', parameters, signal);
  return asked.ok ? rangeOf(asked.value) : fail(asked.error.problem);
}

async function ask(
  { url, credentials }: PrometheusAccess,
  endpoint: 'query' | 'query_range',
  parameters: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<unknown, JsonFailure>> {
  if (!URL.canParse(url)) return fail({ why: 'unreachable', problem: 'the address of the server is none' });
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/$/, '')}/api/v1/${endpoint}`;
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  const authorization = credentials && authorizationOf(credentials);
  const answer = await getJson({ url: target.href, signal, authorization });
  if (!answer.ok) return answer;
  const { status, json } = answer.value;
  if (status >= 200 && status <= 299) return ok(json);
  const words = errorWords(json, (said) => withoutSecrets(said, { url, credentials }));
  // With words of its own it has understood the question, and may well answer another.
  return words
    ? fail({ why: 'no-figure', problem: `Prometheus refuses the query: ${words}` })
    : fail({ why: status >= 500 ? 'unreachable' : 'no-figure', problem: `it answers HTTP ${status}` });
}
