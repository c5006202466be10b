import assert from 'node:assert/strict';
import { parseRunbook } from '../../../src/core/runbook/file/parseRunbook.js';
import type { Runbook } from '../../../src/core/runbook/runbook.js';

const text = `
services: { web: { max: 9 }, api: { max: 9 }, slow: { max: 9 }, netted: { max: 9 }, imaged: { max: 9 } }
prometheus: { url: "http://127.0.0.1:9" }
metrics:
  - { id: busy, title: CPU, group: cpu, unit: percent, sources: [{ from: docker, figure: cpuAverage }] }
  - { id: up, title: Answers, services: api, sources: [{ from: prometheus, query: 'count(up)' }] }
rules:
  - { metric: busy, warning: 95, critical: 99, required: true }
  - { metric: up, warning: 9000, critical: 9999 }
`;

const { runbook, problems } = parseRunbook(text);
assert.deepEqual(problems, []);

/** The CPU of every service, which has to be known, and one figure of a Prometheus, where there is one. */
export const simpleRunbook: Runbook = runbook ?? assert.fail();
