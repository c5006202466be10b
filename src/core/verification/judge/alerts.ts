import type { Finding } from '../check.js';
import { factOf, type Fact } from '../fact.js';
import { findingOf } from '../finding.js';
import type { AlertSource, FiringAlert } from '../firingAlert.js';

/** What one source of alerts told. */
export interface AlertsAsked {
  readonly from: AlertSource;
  /** Undefined where it did not answer. */
  readonly firing: readonly FiringAlert[] | undefined;
  /** What fired when the operation began; undefined where that was not kept: then the times since when they fire tell. */
  readonly before: readonly FiringAlert[] | undefined;
  /** Why it did not answer, hostile; empty otherwise. */
  readonly said: string;
}

const mostAlerts = 50;

/**
 * Kind `alerts`: none fires. Of each its `value` is 1 while it fires and 0 once it is resolved; `before` the same of when the operation began.
 * Prometheus and Alertmanager tell of the same alerts: each stands once.
 *
 * @param beganAt when the operation began, wall time in ms; undefined: there was none
 */
export function judgeAlerts(sources: readonly AlertsAsked[], beganAt: number | undefined): Finding {
  const facts = new Map<string, Fact>();
  const put = (
    { name, labels }: FiringAlert,
    verdict: 'pass' | 'fail',
    value: number,
    before: number | undefined,
  ): void => {
    const key = `${name} ${labels}`;
    if (facts.get(key)?.verdict !== 'fail') facts.set(key, factOf(name, verdict, { value, before, said: labels }));
  };
  for (const { firing, before } of sources) {
    for (const alert of firing ?? []) put(alert, 'fail', 1, firedBefore(alert, before, beganAt));
    if (!firing) continue;
    for (const alert of before ?? []) if (!isAmong(alert, firing)) put(alert, 'pass', 0, 1);
  }
  const asked = sources.map(({ from, firing, said }) =>
    factOf(from, firing ? (firing.length > 0 ? 'fail' : 'pass') : 'unknown', { value: firing?.length, bound: 1, said }),
  );
  const silent = sources.find(({ firing }) => !firing);
  return findingOf(
    [...asked, ...[...facts.values()].slice(0, mostAlerts)],
    silent ? { reason: 'unreachable', detail: silent.said } : { reason: 'not-told-how', key: 'alertmanager' },
  );
}

function firedBefore(
  alert: FiringAlert,
  before: readonly FiringAlert[] | undefined,
  beganAt: number | undefined,
): number | undefined {
  if (before) return isAmong(alert, before) ? 1 : 0;
  return beganAt === undefined || alert.since === undefined ? undefined : alert.since < beganAt ? 1 : 0;
}

const isAmong = ({ name, labels }: FiringAlert, alerts: readonly FiringAlert[]): boolean =>
  alerts.some((other) => other.name === name && other.labels === labels);
