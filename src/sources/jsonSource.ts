import type { SourceAnswer } from '../app/ports.js';
import { numberAt } from '../core/json/jsonPath.js';
import { getJson } from './getJson.js';

/** Asks once for all of the paths. */
export async function readJson(
  url: string,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SourceAnswer>> {
  const answer = await getJson({ url, signal });
  const same = (why: 'unreachable' | 'no-figure', problem: string): ReadonlyMap<string, SourceAnswer> =>
    new Map(paths.map((path) => [path, { value: undefined, why, problem }]));
  if (!answer.ok) return same(answer.error.why, answer.error.problem);
  const { status, json } = answer.value;
  if (status < 200 || status > 299) return same('no-figure', `it answers HTTP ${status}`);
  return new Map(paths.map((path) => [path, figureAt(json, path)]));
}

function figureAt(json: unknown, path: string): SourceAnswer {
  const found = numberAt(json, path);
  if (!found.ok) return { value: undefined, why: 'no-figure', problem: found.error };
  return { value: found.value, sourceAt: undefined, partial: false };
}
