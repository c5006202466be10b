import type { Refusal, Remedy } from '../../../core/policy/decision.js';
import type { Metric } from '../../../core/runbook/metric.js';
import type { Runbook } from '../../../core/runbook/runbook.js';
import { duration } from '../../figures.js';
import { oneLine } from '../../markdown.js';
import { amount, measured } from '../policy/metricWords.js';
import { metricOf } from '../policy/reasonWords.js';

/** Why something is not recommended, with its figures and, where time alone changes it, when. One sentence without its full stop. */
export const refusalText = (refusal: Refusal, runbook: Runbook, now: number): string =>
  refusalWords(refusal, (id) => metricOf(runbook, id), now);

/** The same where the runbook is not at hand. */
export function refusalWords(refusal: Refusal, metric: MetricLookup, now: number): string {
  const { until } = refusal;
  const when = until !== undefined && until > now ? `, for another ${duration(until - now)}` : '';
  return `${because(refusal, metric, now)}${when}`;
}

type MetricLookup = (id: string) => Pick<Metric, 'title' | 'unit'>;

function because(refusal: Refusal, metric: MetricLookup, now: number): string {
  const title = (id: string): string => oneLine(metric(id).title);
  const unit = (id: string) => metric(id).unit;
  switch (refusal.refusal) {
    case 'at-max':
      return `it has the maximum of ${refusal.max} already`;
    case 'at-min':
      return `it has the minimum of ${refusal.min} already`;
    case 'connections':
      return `another replica could open ${refusal.needed} of ${refusal.available} database connections; raise the limit to ${refusal.raiseTo}, or make the pools smaller`;
    case 'cooldown':
      return refusal.direction === 'up'
        ? `the last step up was ${duration(now - refusal.lastAt)} ago, and its effect has to show first`
        : `the last step was ${duration(now - refusal.lastAt)} ago`;
    case 'settling':
      return 'too little has been seen since the last change, or since it was first looked at';
    case 'operation-running':
      return 'an operation is running on its stack';
    case 'in-tolerance':
      return 'the present count is what the load asks for';
    case 'no-target-rule':
      return 'the runbook has no rule for how many it should have';
    case 'snoozed':
      return 'it is snoozed';
    case 'did-not-help':
      return `the last step up did not help: ${title(refusal.metric)} improved by less than 10 %`;
    case 'other-remedy':
      return remedyText[refusal.remedy];
    case 'signal-unknown':
      return `${title(refusal.metric)} is not known`;
    case 'signal-not-normal':
      return `${title(refusal.metric)} is not normal`;
    case 'not-low-enough':
      return `${measured(metric(refusal.metric), refusal.value)} is not below ${amount(refusal.below, unit(refusal.metric))}`;
    case 'not-long-enough':
      return `${title(refusal.metric)} has been below ${amount(refusal.below, unit(refusal.metric))} for ${duration(refusal.heldMs)} of ${duration(refusal.holdMs)}`;
    case 'business-hours':
      return 'these are business hours';
    case 'keep-window':
      return 'the schedule keeps capacity at this time';
    case 'clock-suspect':
      return 'the clock of this machine jumped a moment ago';
    case 'calendar-unknown':
      return 'the calendar could not be read, so a spike may be coming';
    case 'spike-expected':
      return refusal.at > now
        ? `${oneLine(refusal.title)} is expected in ${duration(refusal.at - now)}`
        : `${oneLine(refusal.title)} is on`;
    case 'recent-deployment':
      return `it was deployed ${duration(now - refusal.at)} ago`;
  }
}

const remedyText = {
  'roll-back': 'the trouble began with the last deployment: roll back, more replicas would run the same fault',
  'raise-connections': 'the database has no connections left: raise its limit, or make the pools smaller',
  'look-at-database': 'the service waits for the database and does not work hard itself: look at slow queries first',
  'fix-jobs': 'the jobs fail or run out of memory: mend them, more workers would fail more',
  'restart-leak': 'memory grows whatever the load, which is a leak: restart it and look at its heap',
  'raise-memory-limit': 'memory is high at rest: raise the limit, more replicas cannot help',
  'lower-peak': 'one replica alone is hot: see whether the load is spread evenly',
} as const satisfies Record<Remedy, string>;
