/** What stands above the file. */
export const headComment = ` The scaling runbook of this stack. Scalebook reads it from beside the Compose file, and again whenever it is saved.
 Hover over a key to see what it means; what is wrong is underlined, and the last good version stays in use meanwhile.
 A part that you leave out has a sensible default: a file needs no more than its services.`;

/** What stands above a section. */
export const sectionComments: Readonly<Record<string, string>> = {
  services: ` The services that may be scaled, by their Compose names, in the order to show them.
 "Return to Baseline" goes to the baselines; no command goes below min or above max.`,
  otherServices: ` How far services may be scaled that are not named above. Without this section: not at all.`,
  prometheus: ` Credentials do not belong in this file: Scalebook asks for them and keeps them in the editor's secret storage.`,
  postgres: ` Asked by psql in the service's own container. A new limit of connections is worked out as
 replicas x connections + buffer; the reserved ones stay for administrators.`,
  metrics: ` What is measured, and where it is read, best source first. {{service}} stands for the service's Compose name.`,
  rules: ` What is too much. A plain warning begins at its figure, a plain critical above it. With "for", a bound has to be passed
 that long; it is over again below "clear". Figures are in the metric's unit; times may be written as 500ms or 5s.`,
  matrix: ` Which symptom calls for which service. The first row of the highest priority that applies names the cause.`,
  rungs: ` One step up goes no further than the next of these.`,
  scaleDown: ` A service is made smaller only when every condition has held, step by step, and not while a spike is near.`,
  schedule: ` Times of the week and events that bring load. The first window that fits a moment counts.
 With actAlone, and a setting that allows it, scheduled counts are applied without asking.`,
  profiles: ` Plans to choose by name: sets of counts, for the schedule and for you.`,
  dashboards: ` Linked wherever a decision is explained.`,
  contacts: ` Whom to call.`,
  notifications: ` The least that the editor tells of, once per episode.`,
  verification: ` What shows that the stack works. "services" tells how each is asked, "balancer" where its list is, "flows" what people do
 with the product, step by step: {{name}} stands for what an earlier step captured. Hover over a key to see what it means.`,
  operations: ` How long a step up settles before it is looked at, and what comes after an operation.`,
};

/** What stands above a section that is empty, after its comment. */
export const sectionExamples: Readonly<Record<string, string>> = {
  matrix: `   - { symptom: Queue too long, cause: Too few workers, when: { metric: jobsWaiting }, scale: [worker] }`,
  profiles: `   - { id: sale, title: Sale, counts: { web: 4, worker: 12 } }`,
  dashboards: `   - { title: Overview, url: "http://localhost:3002/d/overview" }`,
  contacts: `   - { role: On call, contact: "ops@example.com" }`,
};

/** What stands at the end of a file that names no Prometheus. */
export const prometheusExample = ` Response times, errors and queues come from your own Prometheus:
 prometheus: { url: "http://localhost:9090" }
 and an entry of "metrics" and "rules" for each, such as
   - id: p95
     group: latency
     unit: ms
     services: [web]
     sources:
       - from: prometheus
         query: histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{job="{{service}}"}[5m])))
         scale: 1000
   - { metric: p95, warning: 2s, critical: 5s }`;
