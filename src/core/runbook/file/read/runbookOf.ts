import { defaultNotifications, defaultOperations } from '../../defaultPolicies.js';
import type { Runbook } from '../../runbook.js';
import { usageMetrics } from '../../usageMetrics.js';
import { usageRules } from '../../usageRules.js';
import type { Reporter } from '../problem.js';
import type { RunbookFile } from '../schema/runbookFile.js';
import { durationMs } from '../text/duration.js';
import { contextOf } from './context.js';
import { matrixOf, profilesOf, rungsOf, scaleDownOf } from './decisionsOf.js';
import { metricsOf } from './metricsOf.js';
import { rulesOf } from './rulesOf.js';
import { scheduleOf } from './scheduleOf.js';
import { serviceOf } from './servicesOf.js';
import { verificationPolicyOf } from './verificationPolicyOf.js';

/**
 * What a file of the right shape means, with what it leaves out filled in and what does not fit together reported.
 * @param names the services in the order of the file
 */
export function runbookOf(file: RunbookFile, names: readonly string[], report: Reporter): Runbook {
  const metrics = file.metrics ? metricsOf(file.metrics, file, report) : usageMetrics;
  const ids = new Set(metrics.map(({ id }) => id));
  const context = contextOf(
    {
      services: names,
      profiles: file.profiles.map(({ id }) => id),
      kinds: file.schedule?.kinds.map(({ id }) => id) ?? [],
      metrics,
    },
    report,
  );
  const services = names.flatMap((name) => {
    const input = file.services[name];
    return input ? [serviceOf(name, input, context)] : [];
  });
  const others = file.otherServices;
  if (others && others.min > others.max) {
    report.error(['otherServices', 'min'], `min is ${others.min}, above max ${others.max}.`);
  }
  return {
    origin: 'file',
    stack: file.stack,
    services,
    otherServices: others,
    prometheus: file.prometheus,
    postgres: file.postgres && postgresOf(file.postgres),
    metrics,
    rules: file.rules ? rulesOf(file.rules, context) : usageRules.filter(({ metric }) => ids.has(metric)),
    matrix: matrixOf(file.matrix, context),
    rungs: rungsOf(file.rungs, context),
    scaleDown: scaleDownOf(file.scaleDown, metrics, context),
    schedule: scheduleOf(file.schedule, context),
    profiles: profilesOf(file.profiles, services, context),
    dashboards: file.dashboards,
    contacts: file.contacts,
    notifications: {
      from: file.notifications?.from ?? defaultNotifications.from,
      snoozeMs: durationMs(file.notifications?.snooze ?? '') ?? defaultNotifications.snoozeMs,
    },
    operations: operationsOf(file.operations),
    verification: verificationPolicyOf(file.verification, context),
  };
}

const postgresOf = (input: NonNullable<RunbookFile['postgres']>): Runbook['postgres'] => ({
  service: input.service,
  user: input.user,
  database: input.database ?? input.user,
  reservedConnections: input.reserved,
  connectionBuffer: input.buffer,
});

const operationsOf = (input: RunbookFile['operations']): Runbook['operations'] => ({
  settleMs: durationMs(input?.settle ?? '') ?? defaultOperations.settleMs,
  watchMs: durationMs(input?.watch ?? '') ?? defaultOperations.watchMs,
  watchEveryMs: durationMs(input?.watchEvery ?? '') ?? defaultOperations.watchEveryMs,
  remindMs: durationMs(input?.remind ?? '') ?? defaultOperations.remindMs,
});
