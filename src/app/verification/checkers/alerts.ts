import { judgeAlerts, type AlertsAsked } from '../../../core/verification/judge/alerts.js';
import type { AlertSource } from '../../../core/verification/firingAlert.js';
import { grafanaSecretKey } from '../grafanaSecretKey.js';
import { prometheusAccess } from '../../live/prometheusReader.js';
import { fail, ok, type Result } from '../../../util/result.js';
import type { Checker } from '../checker.js';
import type { Ground } from '../ground.js';
import type { AlertServer } from '../ports.js';

/** Of everybody who tells of alerts: Prometheus, Alertmanager, and Grafana where a token for it is stored. */
export const checkAlerts: Checker = async (_planned, ground, signal) => {
  const servers = await serversOf(ground);
  const asked = await Promise.all(servers.map(([from, server]) => ask(ground, from, server, signal)));
  return judgeAlerts(asked, ground.beganAt, ground.about.runbook.verification.alerts);
};

type Server = readonly [from: AlertSource, server: Result<AlertServer, string>];

async function serversOf(ground: Ground): Promise<readonly Server[]> {
  const { prometheus, verification } = ground.about.runbook;
  const { context } = ground.about.connection;
  const { secrets } = ground.parts;
  const servers: Server[] = [];
  if (prometheus) servers.push(['prometheus', await prometheusAccess(prometheus, context, secrets)]);
  const { alertmanagerUrl, grafanaUrl } = verification;
  if (alertmanagerUrl !== undefined) {
    const target = ground.address(alertmanagerUrl);
    servers.push(['alertmanager', target.ok ? ok({ url: target.value, credentials: undefined }) : target]);
  }
  const grafana = grafanaUrl === undefined ? undefined : ground.address(grafanaUrl);
  // The bundled runbook names one for its dashboards; without a token it would only refuse.
  const token = grafana?.ok ? await secrets.get(grafanaSecretKey(grafana.value)) : undefined;
  if (grafana?.ok && token !== undefined && token !== '')
    servers.push(['grafana', ok({ url: grafana.value, credentials: { auth: 'bearer', secret: token } })]);
  return servers;
}

async function ask(
  ground: Ground,
  from: AlertSource,
  server: Result<AlertServer, string>,
  signal: AbortSignal,
): Promise<AlertsAsked> {
  const sources = await ground.parts.sources();
  const firing = server.ok ? await sources.firingAlerts(from, server.value, signal) : fail(server.error);
  const { beganAt } = ground;
  const then =
    server.ok && from === 'prometheus' && beganAt !== undefined
      ? await sources.alertsAgo(server.value, ground.parts.clock.now() - beganAt, signal)
      : undefined;
  return {
    from,
    firing: firing.ok ? firing.value : undefined,
    before: then?.ok ? then.value : undefined,
    said: firing.ok ? '' : firing.error,
  };
}
