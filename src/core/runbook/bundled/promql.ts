// The runbook's own Grafana queries, made right for several replicas: buckets and counters are summed over a service's replicas before a
// quantile or a ratio is taken of them, and too few requests give no answer. `{{service}}` is the job that Prometheus scrapes it as.

const job = 'job="{{service}}"';

/** Fewer in the window say nothing of all. */
const leastSamples = 50;

/**
 * A quantile of a histogram in seconds, over five minutes. Buckets commonly end at 10 s, and a quantile beyond the last bucket is given
 * as its bound: never above 10 s, however slow. So what lies beyond is taken to lie below 61 s, a bound that no histogram has itself.
 */
export const quantile = (share: number, histogram: string): string => {
  const selected = (suffix: string, more = ''): string => `${histogram}_${suffix}{${job}${more}}`;
  return (
    `histogram_quantile(${share}, sum by (le) (rate(${selected('bucket')}[5m])) ` +
    `or label_replace(sum(rate(${selected('bucket', ',le="+Inf"')}[5m])), "le", "61", "", "")) ` +
    `and on () sum(increase(${selected('count')}[5m])) >= ${leastSamples}`
  );
};

/** Percent of the requests of five minutes that were answered with such a status; a counter that has not counted one yet is zero. */
export const shareOfRequests = (statuses: string): string =>
  `100 * (sum(increase(http_requests_total{${job},status=~"${statuses}"}[5m])) or vector(0)) ` +
  `/ (sum(increase(http_requests_total{${job}}[5m])) >= ${leastSamples})`;

/** A gauge that every replica of some service shows alike, such as the length of a queue. */
export const same = (gauge: string): string => `max(${gauge})`;

/** The sum of a gauge over a service's replicas. */
export const sumOf = (gauge: string): string => `sum(${gauge}{${job}})`;
