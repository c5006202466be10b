import * as z from 'zod';
import { matrixSection, rungsSection, scaleDownSection } from './decisionSections.js';
import { metricsSection } from './metricsSection.js';
import { rulesSection } from './rulesSection.js';
import { count, duration, line, name, webAddress } from './scalars.js';
import { scheduleSection } from './scheduleSection.js';
import { otherServices, servicesSection } from './servicesSection.js';
import { verificationSection } from './verificationSection.js';

const prometheus = z
  .strictObject({
    url: webAddress.default('http://localhost:9090').describe('Where it answers. Default: http://localhost:9090.'),
    auth: z
      .enum(['none', 'basic', 'bearer'])
      .default('none')
      .describe("How to sign in. The credentials are kept in the editor's secret storage, never here. Default: none."),
  })
  .describe('The Prometheus server.');

const postgres = z
  .strictObject({
    service: name.default('postgres').describe("The service's Compose name. Default: postgres."),
    user: line.default('postgres').describe('Default: postgres.'),
    database: line.optional().describe("Default: the user's name."),
    reserved: count.default(3).describe('Connections that stay for administrators. Default: 3.'),
    buffer: count.default(50).describe('Kept free when a new limit is worked out. Default: 50.'),
  })
  .describe('A PostgreSQL in a container of the stack; it is asked by psql there.');

const profile = z.strictObject({
  id: name.describe('What schedules call it.'),
  title: line.optional().describe('What people call it. Default: the id.'),
  counts: z.record(name, count).default({}).describe("Replicas, by the services' Compose names."),
  restart: z
    .array(name)
    .max(200)
    .default([])
    .describe('Services to restart, replica by replica, before any count changes.'),
});

const dashboard = z.strictObject({
  title: line.describe('What people call it.'),
  url: webAddress.describe('Its address.'),
});

const contact = z.strictObject({
  role: line.describe('Such as On-Call Engineer.'),
  contact: line.describe('Who, or how to reach them.'),
});

const notifications = z.strictObject({
  from: z
    .enum(['prepare', 'scale-proactively', 'scale-now'])
    .optional()
    .describe('The least that is told of. Default: scale-proactively.'),
  snooze: duration.optional().describe('How long a snooze keeps quiet. Default: 15m.'),
});

const operations = z.strictObject({
  settle: duration
    .optional()
    .describe(
      'After a step up, before its levels are looked at and the next one begins; after the last one, before the first look. Default: 3m.',
    ),
  watch: duration.optional().describe('How long to watch after an operation. Default: 1h.'),
  watchEvery: duration.optional().describe('Between two looks of that watch. Default: 10m.'),
  remind: duration.optional().describe('After a step up, when to ask whether fewer would do. Default: 1h.'),
});

/** The shape of `scalebook.yaml`. What the parts have to do with one another is checked after it. */
export const runbookFile = z.strictObject({
  stack: line
    .optional()
    .describe('The Compose project that this file is for. Default: the one whose files lie beside it.'),
  services: servicesSection,
  otherServices: otherServices.optional(),
  prometheus: prometheus.optional(),
  postgres: postgres.optional(),
  metrics: metricsSection.optional(),
  rules: rulesSection.optional(),
  matrix: matrixSection,
  rungs: rungsSection,
  scaleDown: scaleDownSection,
  schedule: scheduleSection,
  profiles: z.array(profile).max(100).default([]).describe('Plans to choose by name.'),
  dashboards: z.array(dashboard).max(50).default([]).describe('Links to dashboards.'),
  contacts: z.array(contact).max(50).default([]).describe('Whom to call.'),
  notifications: notifications.optional().describe('What the editor tells of.'),
  operations: operations.optional().describe('How operations go about it, and what comes after them.'),
  verification: verificationSection,
});

export type RunbookFile = z.infer<typeof runbookFile>;
