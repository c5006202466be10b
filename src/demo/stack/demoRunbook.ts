import { bundledRunbook } from '../../core/runbook/bundledRunbook.js';
import type { MetricSource } from '../../core/runbook/metric.js';
import type { Runbook } from '../../core/runbook/runbook.js';

/** The addresses of the bundled runbook, and what stands for them under the demo's own. */
const places: Readonly<Record<string, string>> = {
  'http://localhost:3000': 'frontend',
  'http://localhost:3001': 'backend',
  'http://localhost:9090': 'prometheus',
};

/** Without the hours of day and week: it is night in the story, and the clock may say what it likes. */
export const atNight = (runbook: Runbook): Runbook => ({
  ...runbook,
  schedule: { ...runbook.schedule, businessHours: undefined, windows: [] },
});

/** The bundled runbook, asked of the demo: its ports are left to whoever has them. */
export function demoRunbook(base: string): Runbook {
  const moved = (url: string): string => {
    const place = places[new URL(url).origin];
    return place === undefined ? url : `${base}/${place}${new URL(url).pathname}`;
  };
  const source = (given: MetricSource): MetricSource =>
    given.from === 'json' ? { ...given, url: moved(given.url) } : given;
  const { prometheus, verification } = bundledRunbook;
  return {
    ...bundledRunbook,
    services: bundledRunbook.services.map((service) => ({ ...service, healthUrls: service.healthUrls.map(moved) })),
    prometheus: prometheus && { ...prometheus, url: moved(prometheus.url) },
    metrics: bundledRunbook.metrics.map((metric) => ({ ...metric, sources: metric.sources.map(source) })),
    // Nothing answers at the runbook's dashboards here, at its balancer's list, or where its flows and sessions go.
    dashboards: [],
    verification: {
      ...verification,
      services: Object.fromEntries(
        Object.entries(verification.services).map(([name, service]) => [
          name,
          {
            ...service,
            insideUrl: service.insideUrl?.replace('//localhost:', '//127.0.0.1:'),
            servedBy: service.servedBy && { by: 'json', path: 'hostname' },
            databaseUrl: undefined,
          },
        ]),
      ),
      balancer: undefined,
      flows: [],
      session: undefined,
      alertmanagerUrl: undefined,
      grafanaUrl: undefined,
    },
  };
}
