import type { Shop } from './shopProject.js';

/** Minutes from now in the file's own form; its zone is UTC. */
const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 16);

/** The shop's `scalebook.yaml`: all that anybody says of it. */
export const shopRunbook = ({ shop, metrics }: Shop['addresses']): string => `
services:
  shop:
    title: Storefront
    min: 1
    baseline: 1
    max: 6
    health: { urls: ["${shop}/health", "${shop}/health/cart", "${shop}/health/pay"], average: 500ms }
    targets: [{ rule: per, metric: openCarts, perReplica: 50 }]
  mailer:
    title: Mailer
    max: 4
    targets: [{ rule: steps, metric: orders, steps: [{ above: 5000, replicas: 3 }], otherwise: 1 }]
  metrics: { max: 1 }
prometheus: { url: "${metrics}" }
metrics:
  - { id: busy, title: CPU, group: cpu, unit: percent, sources: [{ from: docker, figure: cpuAverage }] }
  - id: openCarts
    title: Open carts
    services: shop
    sources: [{ from: prometheus, query: 'sum(shop_open_carts{job="{{service}}"})' }]
  - id: orders
    title: Orders a minute
    services: [shop, mailer]
    sources: [{ from: prometheus, query: 'sum(rate(shop_orders_total[10s]))', scale: 60 }]
  - id: pageTime
    title: Time of a page
    group: latency
    unit: ms
    services: shop
    sources:
      - from: prometheus
        query: sum(rate(shop_page_seconds_total[10s])) / sum(rate(shop_pages_total[10s]))
        scale: 1000
      - { from: probe, figure: p95 }
  - id: refused
    title: Failed pages
    group: errors
    unit: percent
    services: shop
    sources: [{ from: probe, figure: errorRate }]
rules:
  - { metric: busy, warning: 95, critical: 99 }
  - { metric: openCarts, warning: 40, critical: 100, required: true }
  - id: cartsStayOpen
    title: Carts stay open
    metric: openCarts
    warning: { from: 40, for: 10s, clear: { below: 30, for: 20s } }
  - { metric: orders, warning: 5000, critical: 9000, required: true }
  - { metric: pageTime, warning: 2s, critical: 5s }
  - { metric: refused, warning: 1%, critical: 5% }
matrix:
  - symptom: More than 120 open carts
    cause: A sale has begun
    when: { metric: openCarts, service: shop, above: 120 }
    scale: [shop, mailer]
    priority: critical
scaleDown: { conditions: [{ metric: openCarts, below: 20 }, { metric: orders, below: 50 }], hold: 45m }
schedule:
  timeZone: UTC
  windows: [{ title: Season, effect: keep }]
  kinds:
    - { id: letter, proposeBefore: 1h, profile: letter }
    - { id: sale, title: Sale, proposeBefore: 2h, dueBefore: 1h, profile: sale }
  events:
    - { kind: letter, title: News letter, starts: "${inMinutes(30)}", ends: "${inMinutes(90)}" }
    - { kind: sale, title: Autumn sale, starts: "${inMinutes(600)}", ends: "${inMinutes(900)}" }
profiles:
  - { id: letter, counts: { mailer: 3 } }
  - { id: sale, title: Sale, counts: { shop: 5, mailer: 4 } }
`;
