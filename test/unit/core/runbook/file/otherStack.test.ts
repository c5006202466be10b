import assert from 'node:assert/strict';
import { parseRunbook } from '../../../../../src/core/runbook/file/parseRunbook.js';
import type { Runbook } from '../../../../../src/core/runbook/runbook.js';
import { defaultVerification } from '../../../../../src/core/runbook/defaultPolicies.js';

// A shop: three services with names of their own, its own PromQL, no queue.
const file = `
stack: shop
services:
  storefront:
    title: Storefront
    baseline: 2
    max: 12
    health: { urls: [https://shop.test/healthz], average: 300ms }
    targets:
      - { rule: per, metric: carts, perReplica: 200 }
  checkout-api:
    targets: [{ rule: ratio, metric: cpu, target: 55 }]
    connectionsPerReplica: 20
    memoryPerReplica: 512MB
  search:
    min: 2
prometheus: { url: "https://metrics.test/prom", auth: bearer }
metrics:
  - id: cpu
    title: CPU
    group: cpu
    unit: percent
    sources: [{ from: docker, figure: cpuAverage }]
  - id: slow
    group: latency
    unit: ms
    services: [storefront, checkout-api]
    sources:
      - from: prometheus
        query: |
          histogram_quantile(0.9,
            sum by (le) (rate(request_seconds_bucket{app="{{service}}"}[2m])))
        scale: 1000
      - { from: probe, figure: p95 }
  - id: carts
    unit: users
    services: storefront
    sources: [{ from: prometheus, query: sum(open_carts), absentIsZero: true }]
rules:
  - { id: cpu-high, metric: cpu, warning: 50, critical: 75, required: true }
  - metric: slow
    title: Slow pages
    warning: { above: 800ms, for: 5m, clear: { below: 600ms, for: 2m } }
    critical: 3s
    action: scale-immediately
matrix:
  - { symptom: Slow pages, cause: Load, when: { metric: slow, service: storefront }, scale: storefront }
rungs: [4, 8]
scaleDown:
  conditions: [{ metric: slow, below: 200ms }]
  hold: 1h
  matrix: [{ service: storefront, replicas: 6, metric: cpu, below: 20%, to: 2 }]
schedule:
  timeZone: Europe/Berlin
  kinds: [{ id: sale, proposeBefore: 12h, dueBefore: 2h, profile: sale, words: [Sale, Black Friday] }]
  events: [{ kind: sale, title: Black Friday, starts: 2026-11-27, ends: 2026-11-28 06:00 }]
  calendars: [calendars/marketing.ics]
profiles:
  - { id: sale, counts: { storefront: 8, checkout-api: 6 } }
contacts: [{ role: On call, contact: "+49 30 1234" }]
verification:
  services:
    storefront: { inside: "http://127.0.0.1/healthz", servedBy: { header: x-pod } }
  balancer: { kind: haproxy, url: "http://localhost:8404/stats", service: lb }
  flows:
    - id: order
      steps:
        - title: Order
          method: POST
          url: https://shop.test/orders
          json: '{"note":"{{run}}"}'
          expect: { status: [201], json: { id: "*" } }
          capture: { order: id, next: "header:Location" }
        - { title: Delivered, url: "https://shop.test/orders/{{order}}", until: 30s }
  alertmanager: http://localhost:9093
  alerts: { ignore: [Heartbeat], match: { stack: other } }
  usageBelow: 70
  queueWindow: 2m
  errorWords: [ERROR]
`;

const minute = 60_000;
const hour = 60 * minute;

const expected: Runbook = {
  origin: 'file',
  stack: 'shop',
  services: [
    {
      name: 'storefront',
      title: 'Storefront',
      min: 1,
      baseline: 2,
      max: 12,
      healthUrls: ['https://shop.test/healthz'],
      healthAverageMs: 300,
      targets: [{ rule: 'per', metric: 'carts', perReplica: 200 }],
      memoryPerReplicaBytes: undefined,
      connectionsPerReplica: undefined,
    },
    {
      name: 'checkout-api',
      title: 'checkout-api',
      min: 1,
      baseline: 1,
      max: 10,
      healthUrls: [],
      healthAverageMs: undefined,
      targets: [{ rule: 'ratio', metric: 'cpu', target: 55 }],
      memoryPerReplicaBytes: 536_870_912,
      connectionsPerReplica: 20,
    },
    {
      name: 'search',
      title: 'search',
      min: 2,
      baseline: 2,
      max: 10,
      healthUrls: [],
      healthAverageMs: undefined,
      targets: [],
      memoryPerReplicaBytes: undefined,
      connectionsPerReplica: undefined,
    },
  ],
  otherServices: undefined,
  prometheus: { url: 'https://metrics.test/prom', auth: 'bearer' },
  postgres: undefined,
  metrics: [
    {
      id: 'cpu',
      title: 'CPU',
      group: 'cpu',
      unit: 'percent',
      services: 'all',
      sources: [{ from: 'docker', figure: 'cpuAverage' }],
    },
    {
      id: 'slow',
      title: 'slow',
      group: 'latency',
      unit: 'ms',
      services: ['storefront', 'checkout-api'],
      sources: [
        {
          from: 'prometheus',
          query: 'histogram_quantile(0.9,\n  sum by (le) (rate(request_seconds_bucket{app="{{service}}"}[2m])))\n',
          scale: 1000,
          absentIsZero: false,
        },
        { from: 'probe', figure: 'p95' },
      ],
    },
    {
      id: 'carts',
      title: 'carts',
      group: 'load',
      unit: 'users',
      services: ['storefront'],
      sources: [{ from: 'prometheus', query: 'sum(open_carts)', scale: 1, absentIsZero: true }],
    },
  ],
  rules: [
    {
      id: 'cpu-high',
      title: 'CPU',
      metric: 'cpu',
      warning: { value: 50, inclusive: true, holdMs: 0, clearBelow: 50, clearMs: minute },
      critical: { value: 75, inclusive: false, holdMs: 0, clearBelow: 75, clearMs: minute },
      action: 'scale',
      required: true,
    },
    {
      id: 'slow',
      title: 'Slow pages',
      metric: 'slow',
      warning: { value: 800, inclusive: false, holdMs: 5 * minute, clearBelow: 600, clearMs: 2 * minute },
      critical: { value: 3000, inclusive: false, holdMs: 0, clearBelow: 3000, clearMs: minute },
      action: 'scale-immediately',
      required: false,
    },
  ],
  matrix: [
    {
      symptom: 'Slow pages',
      cause: 'Load',
      when: { metric: 'slow', service: 'storefront', above: undefined },
      scale: ['storefront'],
      action: 'scale',
      priority: 'high',
    },
  ],
  rungs: [4, 8],
  scaleDown: {
    conditions: [{ metric: 'slow', below: 200 }],
    holdMs: hour,
    betweenMs: 10 * minute,
    afterUpMs: 30 * minute,
    spikeAheadMs: hour,
    afterDeployMs: hour,
    matrix: [{ service: 'storefront', replicas: 6, metric: 'cpu', below: 20, to: 2 }],
  },
  schedule: {
    timeZone: 'Europe/Berlin',
    businessHours: undefined,
    windows: [],
    kinds: [
      {
        id: 'sale',
        title: 'sale',
        lead: { earliestMs: 12 * hour, latestMs: 2 * hour },
        profile: 'sale',
        words: ['Sale', 'Black Friday'],
      },
    ],
    events: [{ kind: 'sale', title: 'Black Friday', starts: '2026-11-27T00:00', ends: '2026-11-28T06:00' }],
    calendars: ['calendars/marketing.ics'],
    testedCapacities: [],
    actAlone: false,
  },
  profiles: [{ id: 'sale', title: 'sale', counts: { storefront: 8, 'checkout-api': 6 }, restart: [] }],
  dashboards: [],
  contacts: [{ role: 'On call', contact: '+49 30 1234' }],
  notifications: { from: 'scale-proactively', snoozeMs: 15 * minute },
  operations: { settleMs: 3 * minute, watchMs: 60 * minute, watchEveryMs: 10 * minute, remindMs: 60 * minute },
  verification: {
    ...defaultVerification,
    services: {
      storefront: {
        insideUrl: 'http://127.0.0.1/healthz',
        servedBy: { by: 'header', name: 'x-pod' },
        p95BelowMs: undefined,
        balancerName: undefined,
        databaseUrl: undefined,
      },
    },
    balancer: { kind: 'haproxy', url: 'http://localhost:8404/stats', service: 'lb' },
    flows: [
      {
        id: 'order',
        title: 'order',
        services: [],
        steps: [
          {
            title: 'Order',
            method: 'POST',
            url: 'https://shop.test/orders',
            headers: {},
            body: { as: 'json', text: '{"note":"{{run}}"}' },
            expect: { statuses: [201], json: { id: '*' } },
            capture: { order: 'id', next: 'header:Location' },
            untilMs: 0,
          },
          {
            title: 'Delivered',
            method: 'GET',
            url: 'https://shop.test/orders/{{order}}',
            headers: {},
            body: undefined,
            expect: { statuses: [200], json: {} },
            capture: {},
            untilMs: 30_000,
          },
        ],
      },
    ],
    alertmanagerUrl: 'http://localhost:9093',
    alerts: { ignore: ['Heartbeat'], match: { stack: 'other' } },
    usageBelowPercent: 70,
    queueWindowMs: 2 * minute,
    errorWords: ['ERROR'],
  },
};

describe('parseRunbook on the file of another stack', () => {
  it('gives the whole runbook, from the file alone', () => {
    const { runbook, problems } = parseRunbook(file);
    assert.deepEqual(problems, []);
    assert.deepEqual(runbook, expected);
  });
});
