import type { AlertServer } from '../../app/verification/ports.js';
import type { AlertSource, FiringAlert } from '../../core/verification/firingAlert.js';
import { fail, ok, type Result } from '../../util/result.js';
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
  const { json, aheadMs } = answer.value;
  const alerts = from === 'alertmanager' ? alertmanagerAlerts(json) : prometheusAlerts(json, from);
  if (!alerts.ok) return alerts;
  const here = (since: number | undefined): number | undefined =>
    since === undefined || aheadMs === undefined ? undefined : since - aheadMs;
  return ok(alerts.value.map((alert) => ({ ...alert, since: here(alert.since) })));
}

/** What fired so long ago (ms), as Prometheus remembers it and by its own clock. */
export async function readAlertsAgo(
  server: AlertServer,
  agoMs: number,
  signal: AbortSignal,
): Promise<Result<readonly FiringAlert[], string>> {
  const ago = Math.max(1, Math.round(agoMs));
  const query = new URLSearchParams({ query: `ALERTS{alertstate="firing"} offset ${ago}ms` });
  const answer = await ask(server, `/api/v1/query?${query.toString()}`, signal);
  return answer.ok ? alertSeries(answer.value.json) : answer;
}

interface Answer {
  readonly json: unknown;
  /** How far the server's clock is ahead of this machine's; 0 for as much as its answers, which know whole seconds, cannot tell. */
  readonly aheadMs: number | undefined;
}

/** An answer has the second that it was given in, and is under way for a while. */
const untoldMs = 2000;

function aheadOf(date: string | undefined, askedAt: number): number | undefined {
  const answeredAt = Date.parse(date ?? '');
  if (!Number.isFinite(answeredAt)) return undefined;
  const ahead = answeredAt + 500 - (askedAt + Date.now()) / 2;
  return Math.abs(ahead) < untoldMs ? 0 : ahead;
}

async function ask(
  { url, credentials }: AlertServer,
  path: string,
  signal: AbortSignal,
): Promise<Result<Answer, string>> {
  if (!URL.canParse(url)) return fail('its address is none');
  const target = new URL(url);
  const [pathname = '', search = ''] = path.split('?');
  target.pathname = `${target.pathname.replace(/\/$/, '')}${pathname}`;
  target.search = search;
  const authorization = credentials && authorizationOf(credentials);
  const askedAt = Date.now();
  const answer = await getJson({ url: target.href, signal, authorization, maxBytes });
  if (!answer.ok) return fail(withoutSecrets(answer.error.problem, { url, credentials }));
  const { status, json, headers } = answer.value;
  return status === 200 ? ok({ json, aheadMs: aheadOf(headers['date'], askedAt) }) : fail(`it answers HTTP ${status}`);
}
