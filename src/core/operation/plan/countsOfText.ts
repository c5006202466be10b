import type { ServiceLimits } from '../../runbook/runbook.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { ServiceCounts } from './operationPlan.js';

/** What is wrong with one word of a text of counts, and where it stands, counted from 0. */
export interface CountsProblem {
  readonly at: number;
  readonly word: string;
  readonly why:
    | { readonly reason: 'no-pair' }
    | { readonly reason: 'not-a-number' }
    | { readonly reason: 'unknown-service'; readonly service: string }
    | { readonly reason: 'twice'; readonly service: string }
    | { readonly reason: 'above-max'; readonly max: number }
    | { readonly reason: 'below-min'; readonly min: number };
}

/**
 * Counts as a person types them: `frontend=2 backend=3 pdf-worker=10`, with blanks or commas between. All that is wrong is told, first to last.
 *
 * @param limits of every service that can be scaled, by Compose name
 */
export function countsOfText(
  text: string,
  limits: ReadonlyMap<string, ServiceLimits>,
): Result<ServiceCounts, readonly CountsProblem[]> {
  const counts = new Map<string, number>();
  const problems: CountsProblem[] = [];
  for (const { 0: word, index: at } of text.matchAll(/[^\s,]+/g)) {
    const read = readPair(word, limits, counts);
    if (read.ok) counts.set(...read.value);
    else problems.push({ at, word, why: read.error });
  }
  return problems.length > 0 ? fail(problems) : ok(Object.fromEntries(counts));
}

function readPair(
  word: string,
  limits: ReadonlyMap<string, ServiceLimits>,
  counts: ReadonlyMap<string, number>,
): Result<[string, number], CountsProblem['why']> {
  const [, service, count] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
  if (service === undefined || count === undefined) return fail({ reason: 'no-pair' });
  const limit = limits.get(service);
  if (!limit) return fail({ reason: 'unknown-service', service });
  if (counts.has(service)) return fail({ reason: 'twice', service });
  if (!/^\d{1,6}$/.test(count)) return fail({ reason: 'not-a-number' });
  const replicas = Number(count);
  if (replicas > limit.max) return fail({ reason: 'above-max', max: limit.max });
  if (replicas < limit.min) return fail({ reason: 'below-min', min: limit.min });
  return ok([service, replicas]);
}
