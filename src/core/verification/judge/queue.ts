import { minuteMs } from '../../../util/minuteMs.js';
import { mannKendall, provenZ } from '../../policy/statistics/mannKendall.js';
import type { Sample } from '../../policy/statistics/sample.js';
import { theilSen } from '../../policy/statistics/theilSen.js';
import type { Finding } from '../check.js';
import type { CheckVerdict } from '../checkVerdict.js';
import { factOf } from '../fact.js';
import { couldNotTell, findingOf } from '../finding.js';

export interface QueueSeen {
  /** Waiting jobs over the window, oldest first; what could not be read is left out. */
  readonly samples: readonly Sample[];
  readonly windowMs: number;
  readonly everyMs: number;
  /** Below this it is short: where the rule's warning begins. Undefined where no rule says. */
  readonly shortBelow: number | undefined;
  /** Before the operation. */
  readonly before: number | undefined;
}

/** Fewer show no trend; of a long window, more than half have to be there and reach over more than half of it. */
const leastSamples = 5;
/** Short is what is short nearly always, and in the end. */
const shortShare = 0.9;

/** What the facts are of: the length at the end, and the trend, in jobs a minute. */
export const queueFacts = { waiting: 'waiting', perMinute: 'per minute' } as const;

/** Kind `queue-falling`: it gets shorter, proven by Mann and Kendall's test, or was short throughout. */
export function judgeQueue({ samples, windowMs, everyMs, shortBelow, before }: QueueSeen): Finding {
  const read = samples.filter(({ value, tauMs }) => Number.isFinite(value) && Number.isFinite(tauMs));
  const [first, last] = [read[0], read.at(-1)];
  const needed = Math.max(leastSamples, Math.ceil(windowMs / everyMs / 2));
  const spanMs = first && last ? last.tauMs - first.tauMs : 0;
  const line = theilSen(read);
  const facts = (verdict: CheckVerdict): Parameters<typeof findingOf>[0] => [
    factOf(queueFacts.waiting, verdict, { value: last?.value, bound: shortBelow, before }),
    ...(line ? [factOf(queueFacts.perMinute, verdict, { value: line.slopePerMs * minuteMs })] : []),
  ];
  if (!last || !line || read.length < needed || spanMs < windowMs / 2) {
    return couldNotTell({ reason: 'too-few', have: read.length, needed }, last ? facts('unknown') : []);
  }
  const isFalling = line.slopePerMs <= 0 && mannKendall(read.map(({ value }) => value)) <= -provenZ;
  if (isFalling || isShort(read, shortBelow)) return findingOf(facts('pass'), { reason: 'cancelled' });
  return shortBelow === undefined
    ? couldNotTell({ reason: 'not-told-how', key: 'rules' }, facts('unknown'))
    : findingOf(facts('fail'), { reason: 'cancelled' });
}

/** Nothing waiting at all is short by anybody's rule. */
function isShort(samples: readonly Sample[], shortBelow: number | undefined): boolean {
  const short = samples.filter(({ value }) => (shortBelow === undefined ? value === 0 : value < shortBelow));
  return short.length >= samples.length * shortShare && short.includes(samples.at(-1) ?? { tauMs: 0, value: 0 });
}
