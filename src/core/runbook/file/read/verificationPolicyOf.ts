import { defaultVerification } from '../../defaultPolicies.js';
import type { ServiceVerification, VerificationPolicy } from '../../verificationPolicy.js';
import type { VerificationInput } from '../schema/verificationSection.js';
import { durationMs } from '../text/duration.js';
import { quantityIn } from '../text/quantity.js';
import type { Context } from './context.js';
import { flowsOf, sessionOf } from './flowsOf.js';

/** So many looks at a queue show which way it goes, at least. */
const leastLooks = 5;

/** How is verified, with the default for what the file leaves open; what cannot be is reported. */
export function verificationPolicyOf(input: VerificationInput, context: Context): VerificationPolicy {
  if (!input) return defaultVerification;
  const path = ['verification'];
  const ms = (text: string | undefined, otherwise: number): number => durationMs(text ?? '') ?? otherwise;
  const queueWindowMs = ms(input.queueWindow, defaultVerification.queueWindowMs);
  const queueEveryMs = ms(input.queueEvery, defaultVerification.queueEveryMs);
  if (queueEveryMs * leastLooks > queueWindowMs) {
    const key = input.queueEvery === undefined ? 'queueWindow' : 'queueEvery';
    context.report.error([...path, key], `queueWindow has room for fewer than ${leastLooks} looks of queueEvery.`);
  }
  for (const name of Object.keys(input.services)) context.service([...path, 'services', name], name);
  const { balancer, alertmanager, grafana, alerts, usageBelow, requestsPerReplica } = input;
  return {
    services: Object.fromEntries(Object.entries(input.services).map(([name, service]) => [name, serviceOf(service)])),
    balancer,
    flows: flowsOf(input.flows, [...path, 'flows'], context),
    session: input.session && sessionOf(input.session, [...path, 'session'], context),
    alertmanagerUrl: alertmanager,
    grafanaUrl: grafana,
    alerts: {
      ignore: alerts?.ignore ?? defaultVerification.alerts.ignore,
      match: alerts?.match ?? defaultVerification.alerts.match,
    },
    usageBelowPercent: quantityIn('percent', usageBelow ?? '') ?? defaultVerification.usageBelowPercent,
    requestsPerReplica: requestsPerReplica ?? defaultVerification.requestsPerReplica,
    queueWindowMs,
    queueEveryMs,
    exhaustionWords: input.exhaustionWords ?? defaultVerification.exhaustionWords,
    errorWords: input.errorWords ?? defaultVerification.errorWords,
  };
}

type ServiceInput = NonNullable<VerificationInput>['services'][string];

const serviceOf = ({ inside, servedBy, p95, balancerName, database }: ServiceInput): ServiceVerification => ({
  insideUrl: inside,
  servedBy:
    servedBy && ('json' in servedBy ? { by: 'json', path: servedBy.json } : { by: 'header', name: servedBy.header }),
  p95BelowMs: p95 === undefined ? undefined : durationMs(p95),
  balancerName,
  databaseUrl: database,
});
