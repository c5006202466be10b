import { bundledRunbook } from '../../core/runbook/bundledRunbook.js';
import type { MetricSource } from '../../core/runbook/metric.js';
import type { Runbook } from '../../core/runbook/runbook.js';
import type { FlowStep, ServiceVerification, VerificationPolicy } from '../../core/runbook/verificationPolicy.js';

/** The addresses of the bundled runbook, and what stands for them under the demo's own. */
const places: Readonly<Record<string, string>> = {
  'http://localhost:3000': 'frontend',
  'http://localhost:3001': 'backend',
  'http://localhost:8080': 'traefik',
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
    const found = Object.entries(places).find(([place]) => url === place || url.startsWith(`${place}/`));
    return found ? `${base}/${found[1]}${url.slice(found[0].length)}` : url;
  };
  const source = (given: MetricSource): MetricSource =>
    given.from === 'json' ? { ...given, url: moved(given.url) } : given;
  const { prometheus, verification } = bundledRunbook;
  return {
    ...bundledRunbook,
    services: bundledRunbook.services.map((service) => ({ ...service, healthUrls: service.healthUrls.map(moved) })),
    prometheus: prometheus && { ...prometheus, url: moved(prometheus.url) },
    metrics: bundledRunbook.metrics.map((metric) => ({ ...metric, sources: metric.sources.map(source) })),
    verification: verificationAt(verification, moved),
    // Nothing answers at the runbook's dashboards here.
    dashboards: [],
  };
}

function verificationAt(policy: VerificationPolicy, moved: (url: string) => string): VerificationPolicy {
  const { services, balancer, flows, session } = policy;
  const step = (given: FlowStep): FlowStep => ({ ...given, url: moved(given.url) });
  // What a replica is asked from inside itself is its own, wherever the demo is.
  const service = (given: ServiceVerification): ServiceVerification => ({
    ...given,
    insideUrl: given.insideUrl?.replace('//localhost:', '//127.0.0.1:'),
    databaseUrl: given.databaseUrl === undefined ? undefined : moved(given.databaseUrl),
  });
  return {
    ...policy,
    services: Object.fromEntries(Object.entries(services).map(([name, given]) => [name, service(given)])),
    balancer: balancer && { ...balancer, url: moved(balancer.url) },
    flows: flows.map((flow) => ({ ...flow, steps: flow.steps.map(step) })),
    session: session && { ...session, create: step(session.create), read: step(session.read) },
    grafanaUrl: undefined,
  };
}
