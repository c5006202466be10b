import * as z from 'zod';
import { metricGroups, units } from '../../metric.js';
import { flag, jsonPath, line, name, names, number, query, webAddress } from './scalars.js';

const scale = number
  .refine((factor) => factor !== 0, 'a number other than 0')
  .default(1)
  .describe("What the answer is multiplied with to come to the metric's unit, such as 1000 for seconds. Default: 1.");

const source = z
  .discriminatedUnion(
    'from',
    [
      z.strictObject({
        from: z.literal('docker').describe("Docker's own statistics."),
        figure: z
          .enum(['cpuAverage', 'cpuPeak', 'memoryAverage', 'memoryPeak', 'memoryGrowth'])
          .describe("Percent of a replica's limit; growth in percent per hour."),
      }),
      z.strictObject({
        from: z.literal('prometheus').describe('A query to the Prometheus server of this file.'),
        query: query.describe(
          "PromQL with one number as its answer; {{service}} stands for the service's Compose name.",
        ),
        scale,
        absentIsZero: flag
          .default(false)
          .describe('No series means zero, as for a counter of errors that has not counted one. Default: false.'),
      }),
      z.strictObject({
        from: z.literal('json').describe('A JSON answer over HTTP.'),
        url: webAddress.describe('The address to ask.'),
        path: jsonPath.describe('Names and indexes into the answer, such as queue.waiting.'),
        of: jsonPath
          .optional()
          .describe(
            'A second path, such as requests where path is errors: both are counters since the start, and the figure is the percent of the one within the other, over the last ten minutes and the last one, whichever is lower. Without it the figure is what stands at path.',
          ),
        scale,
      }),
      z.strictObject({
        from: z.literal('postgres').describe("A query to this file's PostgreSQL; it runs read-only."),
        query: query.describe('One statement; the figure is the first column of its first row.'),
        scale,
      }),
      z.strictObject({
        from: z.literal('probe').describe("Requests that Scalebook sends to the service's health URLs itself."),
        figure: z
          .enum(['p50', 'p95', 'p99', 'errorRate', 'serverErrors', 'timeouts'])
          .describe('Response times in ms, errors in percent.'),
      }),
    ],
    'one of docker, prometheus, json, postgres, probe',
  )
  .describe('Where a metric is read.');

const metric = z.strictObject({
  id: name.describe('What rules and targets call it.'),
  title: line.optional().describe('What people call it. Default: the id.'),
  group: z.enum(metricGroups).default('load').describe('Metrics of one group are shown together. Default: load.'),
  unit: z.enum(units).default('count').describe('What it is measured in. Default: count.'),
  services: names.default('all').describe('The services that it is measured of. Default: all of the stack.'),
  sources: z
    .array(source)
    .min(1, 'at least one source')
    .max(10)
    .describe('Where it is read, best first: the next is asked where one has no figure.'),
});

export const metricsSection = z
  .array(metric)
  .max(200)
  .describe(
    'What is measured. Default: CPU and memory, from Docker. A list of your own takes the place of the default.',
  );

export type MetricInput = z.infer<typeof metric>;
