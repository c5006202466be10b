import * as z from 'zod';
import { count, duration, line, name, number, positive, size, some, webAddress } from './scalars.js';

const replicas = count.describe('Number of replicas.');

const target = z
  .discriminatedUnion(
    'rule',
    [
      z.strictObject({
        rule: z.literal('queue').describe('One replica for so many waiting jobs.'),
        waiting: name.describe('The metric that counts the waiting jobs.'),
        active: name
          .optional()
          .describe(
            'The metric that counts the jobs being worked on; the replicas that work on them are not taken away.',
          ),
        perReplica: some.describe('Waiting jobs for each replica.'),
        floor: count.default(0).describe('Never fewer replicas than this. Default: 0.'),
        concurrency: some.default(1).describe('Jobs that one replica works on at once. Default: 1.'),
      }),
      z.strictObject({
        rule: z.literal('steps').describe('Fixed counts from bounds on.'),
        metric: name.describe('The metric that is compared.'),
        steps: z
          .array(
            z.strictObject({
              above: number.describe("A bound in the metric's unit."),
              replicas: count.describe('How many replicas above it.'),
            }),
          )
          .min(1, 'at least one step')
          .max(50)
          .describe('Rising bounds, each with its count.'),
        otherwise: count.describe('How many replicas below all of the bounds.'),
      }),
      z.strictObject({
        rule: z.literal('ratio').describe('As many as bring the mean of the replicas to a target.'),
        metric: name.describe('A metric in percent.'),
        target: positive.describe('Percent to aim at.'),
      }),
      z.strictObject({
        rule: z.literal('per').describe('One replica for so many of what a metric counts.'),
        metric: name.describe('The metric that counts.'),
        perReplica: positive.describe('How many of them one replica carries.'),
      }),
    ],
    'one of queue, steps, ratio, per',
  )
  .describe('A rule for how many replicas; where several apply, the largest answer counts.');

const health = z.strictObject({
  urls: z
    .array(webAddress)
    .max(20)
    .default([])
    .describe("Addresses that answer while the service is well, through the load balancer, on the engine's machine."),
  average: duration.optional().describe('How fast they have to answer on average, such as 500ms.'),
});

const service = z.strictObject({
  title: line.optional().describe("What people call it. Default: the service's name."),
  min: replicas.optional().describe('Fewest replicas. Default: 1, or 0 where the baseline is 0.'),
  baseline: replicas.optional().describe('Replicas in normal times. Default: the minimum.'),
  max: replicas.optional().describe('Most replicas. Default: twice the baseline, 10 at least.'),
  health: health.optional().describe('How to see that the service is well.'),
  targets: z.array(target).max(20).default([]).describe('How many replicas it should have, from what is measured.'),
  memoryPerReplica: size
    .optional()
    .describe('Memory that a new replica needs, such as 512MB or 2GiB; 1 MB is 1024 KB. Default: its limit.'),
  connectionsPerReplica: count.optional().describe('Database connections that one replica may open. Default: none.'),
});

export const servicesSection = z
  .record(name, service)
  .describe('The services that may be scaled, by their names in the Compose file, in the order to show them.');

export const otherServices = z
  .strictObject({ min: replicas.default(1), max: replicas.default(50) })
  .describe('Lets the services be scaled, too, that are not named above. Default: they are not.');

export type ServiceInput = z.infer<typeof service>;
export type TargetInput = z.infer<typeof target>;
