import type { Check, Finding, PlannedCheck } from '../../core/verification/check.js';
import { saying } from '../../core/verification/fact.js';
import { couldNotTell } from '../../core/verification/finding.js';
import { messageOf } from '../../util/messageOf.js';
import { checkers } from './checkers.js';
import type { Ground } from './ground.js';

/** A checker whose signal has fired may still say what it has seen by then. */
const lastWordsMs = 500;

/** Makes one check within its time. It always ends, and never throws. */
export async function makeCheck(planned: PlannedCheck, ground: Ground, signal: AbortSignal): Promise<Check> {
  const { clock } = ground.parts;
  const [at, beganAt] = [clock.now(), clock.monotonic()];
  const finding = await find(planned, ground, signal);
  return { ...planned, ...inShort(finding), at, tookMs: clock.monotonic() - beganAt };
}

async function find(planned: PlannedCheck, ground: Ground, signal: AbortSignal): Promise<Finding> {
  const { check, asksOthers } = checkers[planned.kind];
  const { clock, mayAsk } = ground.parts;
  if (asksOthers && !mayAsk()) return couldNotTell({ reason: 'untrusted' });
  if (signal.aborted) return couldNotTell({ reason: 'cancelled' });
  const timeout = new AbortController();
  const timer = clock.after(planned.timeoutMs, () => timeout.abort());
  const over = AbortSignal.any([signal, timeout.signal]);
  const why = (): Finding => couldNotTell({ reason: signal.aborted ? 'cancelled' : 'timed-out' });
  try {
    const finding = await Promise.race([
      check(planned, ground, over).catch((error: unknown) =>
        couldNotTell({ reason: 'unreachable', detail: messageOf(error) }),
      ),
      new Promise<Finding>((resolve) =>
        over.addEventListener('abort', () => clock.after(lastWordsMs, () => resolve(why()))),
      ),
    ]);
    // What has failed has failed; whatever else was cut short proves nothing.
    return over.aborted && finding.verdict !== 'fail' ? { ...finding, ...why(), facts: finding.facts } : finding;
  } finally {
    timer.dispose();
  }
}

function inShort(finding: Finding): Finding {
  const { problem } = finding;
  return problem?.reason === 'unreachable'
    ? { ...finding, problem: { ...problem, detail: saying(problem.detail) } }
    : finding;
}
