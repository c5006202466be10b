import { runbookService } from '../../../core/runbook/runbook.js';
import { couldNotTell } from '../../../core/verification/finding.js';
import { judgeResponseTimes, timedRequests } from '../../../core/verification/judge/responseTime.js';
import type { Checker } from '../checker.js';
import { timeUrls } from '../timeUrls.js';

/** Answers that are too slow for all of the requests are enough to judge by. */
const shareOfTimeout = 0.8;

/** One request after the other, at the health URLs, through the balancer. */
export const checkResponseTime: Checker = async ({ service, timeoutMs }, ground, signal) => {
  const { about, parts } = ground;
  const entry = runbookService(about.runbook, service);
  if (!entry || entry.healthUrls.length === 0) return couldNotTell({ reason: 'not-told-how', key: 'healthUrls' });
  const unreachable = entry.healthUrls.map((url) => ground.address(url)).find((target) => !target.ok);
  if (unreachable) return couldNotTell({ reason: 'unreachable', detail: unreachable.error });
  const { clock } = parts;
  const until = clock.monotonic() + timeoutMs * shareOfTimeout;
  const isOver = (): boolean => clock.monotonic() >= until;
  const send = (url: string): ReturnType<typeof ground.send> => ground.send({ url }, signal);
  const timed = await timeUrls(entry.healthUrls, timedRequests, send, isOver, signal);
  return judgeResponseTimes({
    ...timed,
    averageBelowMs: entry.healthAverageMs,
    p95BelowMs: ground.verificationOf(service)?.p95BelowMs,
    before: about.operation?.timesBefore?.find((each) => each.service === service) ?? noTimes,
  });
};

const noTimes = { averageMs: undefined, p95Ms: undefined } as const;
