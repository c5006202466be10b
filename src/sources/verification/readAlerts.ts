import type { AlertServer } from '../../app/verification/ports.js';
import type { AlertSource, FiringAlert } from '../../core/verification/firingAlert.js';
import { fail, type Result } from '../../util/result.js';
import { authorizationOf, withoutSecrets } from '../authorization.js';
import { getJson } from '../getJson.js';
import { alertmanagerAlerts, alertSeries, prometheusAlerts } from './alertAnswers.js';

const paths = {
  prometheus: '/api/v1/alerts',
  alertmanager: '/api/v2/alerts?active=true&silenced=false&inhibited=false',
  grafana: '/api/prometheus/grafana/api/v1/alerts',
} as const satisfies Record<AlertSource, string>;

/** Hundreds of alerts with long annotations are a bad day, and no fault. */
const maxBytes = 4 * 1024 * 1024;

/** What fires now. */
export async function readAlerts(
  from: AlertSource,
  server: AlertServer,
  signal: AbortSignal,
): Promise<Result<readonly FiringAlert[], string>> {
  const answer = await ask(server, paths[from], signal);
  if (!answer.ok) return answer;
  return from === 'alertmanager' ? alertmanagerAlerts(answer.value) : prometheusAlerts(answer.value, from);
}

/** What fired at a time (wall time, ms), as Prometheus remembers it. */
export async function readAlertsAt(
  server: AlertServer,
  at: number,
  signal: AbortSignal,
): Promise<Result<readonly FiringAlert[], string>> {
  const query = new URLSearchParams({ query: 'ALERTS{alertstate="firing"}', time: String(at / 1000) });
  const answer = await ask(server, `/api/v1/query?${query.toString()}`, signal);
  return answer.ok ? alertSeries(answer.value) : answer;
}

async function ask(
  { url, credentials }: AlertServer,
  path: string,
  signal: AbortSignal,
): Promise<Result<unknown, string>> {
  if (!URL.canParse(url)) return fail('its address is none');
  const target = new URL(url);
  const [pathname = '', search = ''] = path.split('?');
  target.pathname = `${target.pathname.replace(/\/$/, '')}${pathname}`;
  target.search = search;
  const authorization = credentials && authorizationOf(credentials);
  const answer = await getJson({ url: target.href, signal, authorization, maxBytes });
  if (!answer.ok) return fail(withoutSecrets(answer.error.problem, { url, credentials }));
  const { status, json } = answer.value;
  return status === 200 ? { ok: true, value: json } : fail(`it answers HTTP ${status}`);
}
