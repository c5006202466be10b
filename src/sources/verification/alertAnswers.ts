import * as z from 'zod/mini';
import type { AlertSource, FiringAlert } from '../../core/verification/firingAlert.js';
import { saying } from '../../core/verification/fact.js';
import { fail, ok, type Result } from '../../util/result.js';

const labels = z.catch(z.record(z.string(), z.string()), {});
const time = z.catch(z.string(), '');

const alertmanagerSchema = z.object({ labels, startsAt: time, status: z.object({ state: z.string() }) });
const prometheusSchema = z.object({ labels, activeAt: time, state: z.string() });
const prometheusAnswer = z.object({ status: z.literal('success'), data: z.object({ alerts: z.array(z.unknown()) }) });
const seriesAnswer = z.object({
  status: z.literal('success'),
  data: z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: labels })) }),
});

/** Those of Alertmanager that are neither silenced nor held back by another. */
export function alertmanagerAlerts(json: unknown): Result<readonly FiringAlert[], string> {
  if (!Array.isArray(json)) return fail('the answer is not one of Alertmanager');
  return ok(
    json.flatMap((entry: unknown) => {
      const alert = alertmanagerSchema.safeParse(entry);
      return alert.success && alert.data.status.state === 'active'
        ? [firing(alert.data.labels, 'alertmanager', alert.data.startsAt)]
        : [];
    }),
  );
}

/** Those of Prometheus, or of Grafana, which answers in the same form with words of its own. One that is only pending does not fire. */
export function prometheusAlerts(
  json: unknown,
  from: Exclude<AlertSource, 'alertmanager'>,
): Result<readonly FiringAlert[], string> {
  const answer = prometheusAnswer.safeParse(json);
  if (!answer.success) return fail(`the answer is not one of ${from === 'grafana' ? 'Grafana' : 'Prometheus'}`);
  return ok(
    answer.data.data.alerts.flatMap((entry) => {
      const alert = prometheusSchema.safeParse(entry);
      return alert.success && /^(firing|alerting)\b/i.test(alert.data.state)
        ? [firing(alert.data.labels, from, alert.data.activeAt)]
        : [];
    }),
  );
}

/** What a query of the series `ALERTS` gives: those that fired at its time. */
export function alertSeries(json: unknown): Result<readonly FiringAlert[], string> {
  const answer = seriesAnswer.safeParse(json);
  if (!answer.success) return fail('the answer is not one of Prometheus');
  return ok(
    answer.data.data.result.map(({ metric }) => {
      const { __name__: _name, alertstate: _state, ...own } = metric;
      return firing(own, 'prometheus', '');
    }),
  );
}

function firing(all: Readonly<Record<string, string>>, from: AlertSource, since: string): FiringAlert {
  const { alertname = 'an alert without a name', ...others } = all;
  // Those of Grafana's own bookkeeping.
  const own = Object.entries(others).filter(([name]) => !name.startsWith('__'));
  const told = own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}="${value}"`);
  const at = Date.parse(since);
  // Servers date what never began to the year 1.
  return {
    name: saying(alertname),
    labels: saying(told.join(', ')),
    labelled: Object.fromEntries(own),
    since: at > 0 ? at : undefined,
    from,
  };
}
