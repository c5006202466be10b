import * as z from 'zod';
import { balancerKinds } from '../../verificationPolicy.js';
import { durationMs, durationPattern } from '../text/duration.js';
import { percentPattern } from '../text/quantity.js';
import { flowsSection, sessionSection } from './flowsSection.js';
import { duration, jsonPath, line, name, webAddress } from './scalars.js';

const byWords = 'a mapping with `json` or `header`';
const headerWords = "a header's name such as x-served-by";
const servedBy = z
  .union(
    [
      z.strictObject({ json: jsonPath.describe('A path in its JSON, such as hostname.') }),
      z.strictObject({
        header: z
          .string(headerWords)
          .regex(/^[A-Za-z0-9-]{1,64}$/, headerWords)
          .describe('The name of a header, such as x-served-by.'),
      }),
    ],
    byWords,
  )
  .describe(
    "How an answer of the health URL tells which replica gave it: its host name or its name. Default: the replicas' network counters tell.",
  );

const service = z.strictObject({
  inside: webAddress
    .optional()
    .describe(
      'Asked inside each replica, by a program of its own, such as http://localhost:3001/health. Default: not asked.',
    ),
  servedBy: servedBy.optional(),
  p95: duration.optional().describe('How fast 95 of 100 answers of the health URL have to be, such as 2s.'),
  balancerName: line.optional().describe('What the balancer calls the service. Default: its list is not looked at.'),
  database: webAddress
    .optional()
    .describe('An address whose answer needs the database: asked before connections are counted. Default: not asked.'),
});

const balancer = z.strictObject({
  kind: z
    .enum(balancerKinds)
    .default('auto')
    .describe("auto asks for Traefik's API, and where there is none for HAProxy's statistics. Default: auto."),
  url: webAddress.describe("Traefik's API, such as http://localhost:8080, or HAProxy's statistics page."),
  service: name.default('traefik').describe("The balancer's Compose name. Default: traefik."),
});

const percentWords = 'a percentage from 1 to 100, such as 60 or 60%';
const isPercentage = (value: number): boolean => value >= 1 && value <= 100;
const percent = z.union(
  [
    z.number().refine(isPercentage, percentWords),
    z
      .string()
      .max(60, percentWords)
      .regex(percentPattern, percentWords)
      .refine((text) => isPercentage(Number.parseFloat(text)), percentWords),
  ],
  percentWords,
);

const requestsWords = 'a whole number from 5 to 1000';
const requests = z.int(requestsWords).min(5, requestsWords).max(1000, requestsWords);

const between = (leastMs: number, mostMs: number, words: string) =>
  z
    .string(words)
    .max(60, words)
    .regex(durationPattern, words)
    .refine((text) => {
      const ms = durationMs(text) ?? 0;
      return ms >= leastMs && ms <= mostMs;
    }, words);

const wordWords = 'words of at most 200 characters, in one line';
const words = z
  .array(
    z
      .string(wordWords)
      .max(200, wordWords)
      .regex(/^(?!\s*$)[^\n\r\t]*$/, wordWords),
  )
  .max(100);

const alertWords = 'names of alerts, of at most 200 characters';
const alertName = z
  .string(alertWords)
  .max(200, alertWords)
  .regex(/^(?!\s*$)[^\n\r\t]*$/, alertWords);
const labelWords = "a label's name such as stack";
const labelValueWords = "a label's value of at most 200 characters, in one line";
const alerts = z.strictObject({
  ignore: z
    .array(alertName)
    .max(100)
    .optional()
    .describe(
      'Alerts that count for nothing, by name. Default: Watchdog, DeadMansSwitch and InfoInhibitor, which always fire.',
    ),
  match: z
    .record(
      z.string(labelWords).regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/, labelWords),
      z
        .string(labelValueWords)
        .max(200, labelValueWords)
        .regex(/^[^\n\r\t]*$/, labelValueWords),
    )
    .optional()
    .describe(
      'Labels that an alert has to have, such as stack: shop; others count for nothing. Default: all alerts count.',
    ),
});

export const verificationSection = z
  .strictObject({
    services: z.record(name, service).default({}).describe('How each service is verified, by Compose name.'),
    balancer: balancer.optional().describe('Where the load balancer tells of its servers. Default: it is not asked.'),
    flows: flowsSection,
    session: sessionSection.optional(),
    alertmanager: webAddress.optional().describe('Alertmanager, such as http://localhost:9093. Default: not asked.'),
    grafana: webAddress.optional().describe('Grafana, whose alerts are asked for. Default: not asked.'),
    alerts: alerts.optional().describe('Which alerts count. Default: all that are not made to fire always.'),
    usageBelow: percent.optional().describe('CPU and memory of each replica have to stay below. Default: 60%.'),
    requestsPerReplica: requests
      .optional()
      .describe('Requests to send for each replica, to see whether all get their share. Default: 20.'),
    queueWindow: between(10_000, 3_600_000, 'a duration from 10s to 1h')
      .optional()
      .describe('How long a queue is looked at. Default: 5m.'),
    queueEvery: between(1000, 600_000, 'a duration from 1s to 10m')
      .optional()
      .describe('Between two looks at the queue. Default: 10s.'),
    exhaustionWords: words
      .optional()
      .describe('Words of a log line that tells of an exhausted connection pool, in any case. They are no patterns.'),
    errorWords: words
      .optional()
      .describe('Words of a log line that tells of an error, in any case. Default: error and others.'),
  })
  .optional()
  .describe('What shows that the stack works, after an operation and whenever somebody asks.');

export type VerificationInput = z.infer<typeof verificationSection>;
