import type {
  FlowBody,
  FlowStep,
  ServedBy,
  ServiceVerification,
  VerificationPolicy,
} from '../../verificationPolicy.js';
import { durationText } from '../text/duration.js';
import type { FileValue } from './fileValue.js';

/** How a stack is verified, as the file has it. */
export const verificationFile = (policy: VerificationPolicy): FileValue => ({
  services: new Map(Object.entries(policy.services).map(([name, service]) => [name, serviceFile(service)])),
  balancer: policy.balancer && { ...policy.balancer },
  flows: policy.flows.map(({ id, title, services, steps }) => ({ id, title, services, steps: steps.map(stepFile) })),
  session: policy.session && {
    service: policy.session.service,
    create: stepFile(policy.session.create),
    read: stepFile(policy.session.read),
  },
  alertmanager: policy.alertmanagerUrl,
  grafana: policy.grafanaUrl,
  alerts: { ignore: policy.alerts.ignore, match: textsFile(policy.alerts.match) },
  usageBelow: percentFile(policy.usageBelowPercent),
  requestsPerReplica: policy.requestsPerReplica,
  queueWindow: durationText(policy.queueWindowMs),
  queueEvery: durationText(policy.queueEveryMs),
  exhaustionWords: policy.exhaustionWords,
  errorWords: policy.errorWords,
});

const percentFile = (percent: number): FileValue => (Number.isInteger(percent) ? `${percent}%` : percent);

const serviceFile = (service: ServiceVerification): FileValue => ({
  inside: service.insideUrl,
  servedBy: service.servedBy && servedByFile(service.servedBy),
  p95: service.p95BelowMs === undefined ? undefined : durationText(service.p95BelowMs),
  balancerName: service.balancerName,
  database: service.databaseUrl,
});

const servedByFile = (servedBy: ServedBy): FileValue =>
  servedBy.by === 'json' ? { json: servedBy.path } : { header: servedBy.name };

/** What a step has by default is noise in a file that people read. */
function stepFile({ title, method, url, headers, body, expect, capture, untilMs }: FlowStep): FileValue {
  const [status, ...others] = expect.statuses;
  return {
    title,
    method: method === 'GET' ? undefined : method,
    url,
    headers: textsFile(headers),
    ...bodyFile(body),
    expect: { status: others.length === 0 ? status : expect.statuses, json: textsFile(expect.json) },
    capture: textsFile(capture),
    until: untilMs === 0 ? undefined : durationText(untilMs),
  };
}

function bodyFile(body: FlowBody | undefined): { readonly [key: string]: FileValue } {
  if (!body) return {};
  if (body.as === 'json') return { json: body.text };
  const { fields, file } = body;
  return {
    form: {
      fields: textsFile(fields),
      file: file && {
        field: file.field,
        name: file.name,
        type: file.type,
        text: file.content === 'pdf' ? undefined : file.content.text,
      },
    },
  };
}

const textsFile = (texts: Readonly<Record<string, string>>): FileValue =>
  Object.keys(texts).length === 0 ? undefined : new Map(Object.entries(texts));
