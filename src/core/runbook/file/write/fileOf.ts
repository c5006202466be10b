import type { Metric, MetricSource } from '../../metric.js';
import type { Runbook, RunbookService } from '../../runbook.js';
import type { TargetRule } from '../../targetRule.js';
import { durationText } from '../text/duration.js';
import { quantityOf, type Quantity } from '../text/quantity.js';
import { sizeText } from '../text/size.js';
import type { FileValue } from './fileValue.js';
import { ruleFile } from './ruleFile.js';
import { scheduleFile } from './scheduleFile.js';
import { verificationFile } from './verificationFile.js';

/** A runbook as its file has it. Every list is written out, also where it says no more than the default. */
export function fileOf(runbook: Runbook): { readonly [key: string]: FileValue } {
  const metrics = new Map(runbook.metrics.map((metric) => [metric.id, metric]));
  const figure = (metric: string, value: number): Quantity => quantityOf(metrics.get(metric)?.unit ?? 'count', value);
  const { postgres, scaleDown, notifications, operations } = runbook;
  return {
    stack: runbook.stack,
    services: new Map(runbook.services.map((service) => [service.name, serviceFile(service)])),
    otherServices: runbook.otherServices && { min: runbook.otherServices.min, max: runbook.otherServices.max },
    prometheus: runbook.prometheus && { url: runbook.prometheus.url, auth: runbook.prometheus.auth },
    postgres: postgres && {
      service: postgres.service,
      user: postgres.user,
      database: postgres.database,
      reserved: postgres.reservedConnections,
      buffer: postgres.connectionBuffer,
    },
    metrics: runbook.metrics.map(metricFile),
    rules: runbook.rules.map((rule) => ruleFile(rule, metrics.get(rule.metric))),
    matrix: runbook.matrix.map(({ symptom, cause, when, scale, action, priority }) => ({
      symptom,
      cause,
      when: {
        metric: when.metric,
        service: when.service,
        above: when.above === undefined ? undefined : figure(when.metric, when.above),
      },
      scale,
      action,
      priority,
    })),
    rungs: runbook.rungs,
    scaleDown: {
      conditions: scaleDown.conditions.map(({ metric, below }) => ({ metric, below: figure(metric, below) })),
      hold: durationText(scaleDown.holdMs),
      between: durationText(scaleDown.betweenMs),
      afterUp: durationText(scaleDown.afterUpMs),
      spikeAhead: durationText(scaleDown.spikeAheadMs),
      afterDeploy: durationText(scaleDown.afterDeployMs),
      matrix: scaleDown.matrix.map(({ service, replicas, metric, below, to }) => ({
        service,
        replicas,
        metric,
        below: figure(metric, below),
        to,
      })),
    },
    schedule: scheduleFile(runbook.schedule),
    profiles: runbook.profiles.map(({ id, title, counts, restart }) => ({
      id,
      title,
      counts: new Map(Object.entries(counts)),
      restart,
    })),
    dashboards: runbook.dashboards.map(({ title, url }) => ({ title, url })),
    contacts: runbook.contacts.map(({ role, contact }) => ({ role, contact })),
    notifications: { from: notifications.from, snooze: durationText(notifications.snoozeMs) },
    operations: {
      settle: durationText(operations.settleMs),
      watch: durationText(operations.watchMs),
      watchEvery: durationText(operations.watchEveryMs),
      remind: durationText(operations.remindMs),
    },
    verification: verificationFile(runbook.verification),
  };
}

const serviceFile = (service: RunbookService): FileValue => ({
  title: service.title,
  min: service.min,
  baseline: service.baseline,
  max: service.max,
  health:
    service.healthUrls.length === 0 && service.healthAverageMs === undefined
      ? undefined
      : {
          urls: service.healthUrls,
          average: service.healthAverageMs === undefined ? undefined : durationText(service.healthAverageMs),
        },
  targets: service.targets.length === 0 ? undefined : service.targets.map(targetFile),
  memoryPerReplica: service.memoryPerReplicaBytes === undefined ? undefined : sizeText(service.memoryPerReplicaBytes),
  connectionsPerReplica: service.connectionsPerReplica,
});

const targetFile = (target: TargetRule): FileValue =>
  target.rule === 'steps' ? { ...target, steps: target.steps.map((step) => ({ ...step })) } : { ...target };

const metricFile = ({ id, title, group, unit, services, sources }: Metric): FileValue => ({
  id,
  title,
  group,
  unit,
  services,
  sources: sources.map(sourceFile),
});

// What a source has by default is noise in a file that people read.
function sourceFile(source: MetricSource): FileValue {
  switch (source.from) {
    case 'docker':
    case 'probe':
      return { ...source };
    case 'prometheus':
      return { ...source, scale: unlessOne(source.scale), absentIsZero: source.absentIsZero || undefined };
    case 'json':
    case 'postgres':
      return { ...source, scale: unlessOne(source.scale) };
  }
}

const unlessOne = (scale: number): number | undefined => (scale === 1 ? undefined : scale);
