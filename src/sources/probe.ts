import type { ProbeOutcome } from '../core/policy/probeFigures.js';
import { getBounded } from './http.js';

/** Asks a health URL once. A redirect is an answer like any other: the service has spoken. */
export async function probe(url: string, timeoutMs: number, signal: AbortSignal): Promise<ProbeOutcome> {
  const startedAt = performance.now();
  const answer = await getBounded({ url, timeoutMs, signal });
  const durationMs = performance.now() - startedAt;
  if (answer.ok) return { status: answer.value.status, durationMs, timedOut: false, problem: '' };
  const { why, problem } = answer.error;
  // It has spoken at length: what it said is not needed.
  if (why === 'too-large') return { status: 200, durationMs, timedOut: false, problem: '' };
  return { status: undefined, durationMs, timedOut: why === 'timed-out', problem };
}
