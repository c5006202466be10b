import type { AlertPolicy } from '../../runbook/verificationPolicy.js';
import type { Finding } from '../check.js';
import { countedAlerts } from '../countedAlerts.js';
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
 * Kind `alerts`: none fires that did not fire before. Of each its `value` is 1 while it fires and 0 once it is resolved; `before` the same of when
 * the operation began. One that fired before and still does is told of and fails nothing; without an operation there is no before, and each that
 * fires fails. Prometheus and Alertmanager tell of the same alerts: each stands once, and is as old as the one of them knows that knows it longest.
 *
 * @param beganAt when the operation began, wall time in ms; undefined: there was none
 * @param policy which of them count
 */
export function judgeAlerts(asked: readonly AlertsAsked[], beganAt: number | undefined, policy: AlertPolicy): Finding {
  const sources = asked.map((each) => counted(each, policy));
  const facts = new Map<string, Fact>();
  const put = (alert: FiringAlert, value: number, before: number | undefined): void => {
    const key = keyOf(alert);
    const isOld = before === 1 || facts.get(key)?.before === 1;
    const shown = { value, before: isOld ? 1 : before, said: alert.labels };
    facts.set(key, factOf(alert.name, value === 0 || isOld ? 'pass' : 'fail', shown));
  };
  for (const { before, firing } of sources)
    for (const alert of before ?? []) if (firing && !isAmong(alert, firing)) put(alert, 0, 1);
  for (const { firing, before } of sources)
    for (const alert of firing ?? []) put(alert, 1, firedBefore(alert, before, beganAt));
  const told = sources.map(({ from, firing, said, leftOut }) => {
    const isNew = firing?.some((alert) => facts.get(keyOf(alert))?.verdict === 'fail') ?? false;
    const words = leftOut > 0 ? `${leftOut} left out, as the runbook says` : said;
    return factOf(from, firing ? (isNew ? 'fail' : 'pass') : 'unknown', {
      value: firing?.length,
      bound: isNew || firing?.length === 0 ? 1 : undefined,
      said: words,
    });
  });
  const silent = sources.find(({ firing }) => !firing);
  const rank = ({ verdict }: Fact): number => (verdict === 'fail' ? 0 : 1);
  return findingOf(
    [...told, ...[...facts.values()].sort((a, b) => rank(a) - rank(b)).slice(0, mostAlerts)],
    silent ? { reason: 'unreachable', detail: silent.said } : { reason: 'not-told-how', key: 'alertmanager' },
  );
}

function counted(asked: AlertsAsked, policy: AlertPolicy): AlertsAsked & { readonly leftOut: number } {
  const firing = asked.firing && countedAlerts(asked.firing, policy);
  const leftOut = (asked.firing?.length ?? 0) - (firing?.length ?? 0);
  return { ...asked, firing, before: asked.before && countedAlerts(asked.before, policy), leftOut };
}

function firedBefore(
  alert: FiringAlert,
  before: readonly FiringAlert[] | undefined,
  beganAt: number | undefined,
): number | undefined {
  if (before) return isAmong(alert, before) ? 1 : 0;
  return beganAt === undefined || alert.since === undefined ? undefined : alert.since < beganAt ? 1 : 0;
}

const keyOf = ({ name, labels }: FiringAlert): string => `${name} ${labels}`;

const isAmong = (alert: FiringAlert, alerts: readonly FiringAlert[]): boolean =>
  alerts.some((other) => keyOf(other) === keyOf(alert));
