import * as z from 'zod';
import { priorities } from '../../matrixRow.js';
import { count, duration, line, name, names, quantity, some } from './scalars.js';

const row = z.strictObject({
  symptom: line.describe('What people see.'),
  cause: line.describe('What is behind it.'),
  when: z
    .strictObject({
      metric: name.describe("A metric's id."),
      service: name.optional().describe('The service that shows it. Default: any.'),
      above: quantity
        .optional()
        .describe("A bound of its own, in the metric's unit. Default: what its rules call critical."),
    })
    .describe('The symptom as a machine sees it.'),
  scale: names.describe('The services to scale for it.'),
  action: z
    .enum(['scale', 'restart-and-scale'])
    .default('scale')
    .describe('A restart comes first where more replicas alone would not help. Default: scale.'),
  priority: z.enum(priorities).default('high').describe('Rows of a higher priority come first. Default: high.'),
});

export const matrixSection = z
  .array(row)
  .max(100)
  .default([])
  .describe(
    'Which symptom calls for which service. The first row of the highest priority that applies names the cause.',
  );

export const rungsSection = z
  .array(some)
  .max(50)
  .optional()
  .describe('Rising counts: one step up goes no further than the next. Default: 3, 10, 20, 30.');

const condition = z.strictObject({
  metric: name.describe("A metric's id; it counts for the services that it is measured of."),
  below: quantity.describe("In the metric's unit."),
});

const step = z.strictObject({
  service: name.describe("The service's Compose name."),
  replicas: some.describe('With so many replicas or more,'),
  metric: name.describe('and this metric'),
  below: quantity.describe("below this, in the metric's unit,"),
  to: count.describe('down to so many.'),
});

export const scaleDownSection = z
  .strictObject({
    conditions: z
      .array(condition)
      .max(100)
      .optional()
      .describe('All of them have to have held. Default: CPU and memory below 40 %.'),
    hold: duration.optional().describe('For how long. Default: 30m.'),
    between: duration.optional().describe('Time between two steps down. Default: 10m.'),
    afterUp: duration.optional().describe('Not down within this time after a step up. Default: 30m.'),
    spikeAhead: duration.optional().describe('Not down with a spike expected within this time. Default: 1h.'),
    afterDeploy: duration.optional().describe('Not down within this time after a deployment. Default: 1h.'),
    matrix: z.array(step).max(100).default([]).describe('From how many replicas down to how many.'),
  })
  .optional()
  .describe('When a service may be made smaller.');

export type MatrixRowInput = z.infer<typeof row>;
export type ScaleDownInput = z.infer<typeof scaleDownSection>;
