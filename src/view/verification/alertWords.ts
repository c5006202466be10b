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
    return `${source}: ${what}`;
  }
  const what = value === 0 ? 'is resolved' : before === 1 ? 'fires, as before' : before === 0 ? 'fires now' : 'fires';
  return [`${oneLine(fact.of)} ${what}`, oneLine(fact.said)].filter(Boolean).join(': ');
}

const mostNamed = 3;

/** `2 fire: QueueHigh (as before) and BackendSlow`, `none fires, by Prometheus and Grafana; 1 is resolved`. */
export function alertsTold(facts: readonly Fact[]): string {
  const asked = facts.filter((fact) => sourceOf(fact) !== undefined && fact.value !== undefined);
  const alerts = facts.filter((fact) => sourceOf(fact) === undefined);
  const firing = alerts.filter(({ value }) => value !== 0);
  const resolved = alerts.length - firing.length;
  const more = firing.length - mostNamed;
  const named = firing
    .slice(0, mostNamed)
    .map(({ of, before }) => `${oneLine(of)}${before === 1 ? ' (as before)' : ''}`);
  const told =
    firing.length > 0
      ? `${firing.length} ${firing.length === 1 ? 'fires' : 'fire'}: ${more > 0 ? `${named.join(', ')} and ${more} more` : list(named)}`
      : `none fires, by ${list(asked.map((fact) => sourceOf(fact) ?? ''))}`;
  return resolved > 0 ? `${told}; ${count(resolved, 'alert')} resolved` : told;
}
