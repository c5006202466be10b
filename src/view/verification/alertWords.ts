import type { Fact } from '../../core/verification/fact.js';
import type { AlertSource } from '../../core/verification/firingAlert.js';
import { count, list } from '../figures.js';
import { oneLine } from '../markdown.js';

const sources = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  grafana: 'Grafana',
} as const satisfies Record<AlertSource, string>;

const sourceOf = ({ of }: Fact): string | undefined =>
  Object.hasOwn(sources, of) ? sources[of as AlertSource] : undefined;

/** One source that was asked, or one alert: `Prometheus: 2 firing`, `QueueHigh fires, as before`. */
export function alertLine(fact: Fact): string {
  const source = sourceOf(fact);
  const { value, before } = fact;
  if (source !== undefined) {
    const what =
      value === undefined ? oneLine(fact.said) || 'no answer' : value > 0 ? `${value} firing` : 'none firing';
    const leftOut = value === undefined ? '' : oneLine(fact.said);
    return [`${source}: ${what}`, leftOut].filter(Boolean).join('; ');
  }
  const what =
    value === 0 ? 'is resolved' : before === 1 ? 'still fires, as before' : before === 0 ? 'fires now' : 'fires';
  return [`${oneLine(fact.of)} ${what}`, oneLine(fact.said)].filter(Boolean).join(': ');
}

const mostNamed = 3;

/**
 * `2 fire: QueueHigh (as before) and BackendSlow`, `no new alert fires; 1 that fired before still does: QueueHigh`, `none fires, by Prometheus and
 * Grafana; 1 alert resolved`.
 */
export function alertsTold(facts: readonly Fact[]): string {
  const asked = facts.filter((fact) => sourceOf(fact) !== undefined && fact.value !== undefined);
  const alerts = facts.filter((fact) => sourceOf(fact) === undefined);
  const firing = alerts.filter(({ value }) => value !== 0);
  const resolved = alerts.length - firing.length;
  const told =
    firing.length === 0
      ? `none fires, by ${list(asked.map((fact) => sourceOf(fact) ?? ''))}`
      : firing.every(({ verdict }) => verdict === 'pass')
        ? `no new alert fires; ${firing.length} that fired before still ${firing.length === 1 ? 'does' : 'do'}: ${namesOf(firing, () => '')}`
        : `${firing.length} ${firing.length === 1 ? 'fires' : 'fire'}: ${namesOf(firing, ({ before }) => (before === 1 ? ' (as before)' : ''))}`;
  return resolved > 0 ? `${told}; ${count(resolved, 'alert')} resolved` : told;
}

function namesOf(alerts: readonly Fact[], suffix: (fact: Fact) => string): string {
  const named = alerts.slice(0, mostNamed).map((fact) => `${oneLine(fact.of)}${suffix(fact)}`);
  const more = alerts.length - mostNamed;
  return more > 0 ? `${named.join(', ')} and ${more} more` : list(named);
}
