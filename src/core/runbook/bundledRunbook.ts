import { comparablePath, projectFolder } from '../stack/projectFolder.js';
import type { Stack } from '../stack/stack.js';
import { userMetrics, userRules } from './bundled/concurrentUsers.js';
import { databaseMetrics, databaseRules } from './bundled/databaseConnections.js';
import { errorRateMetrics, errorRateRules } from './bundled/errorRate.js';
import { bundledContacts, bundledDashboards } from './bundled/links.js';
import { bundledMatrix } from './bundled/matrix.js';
import { bundledProfiles } from './bundled/profiles.js';
import { queueMetrics, queueRules } from './bundled/queueDepth.js';
import { responseTimeMetrics, responseTimeRules } from './bundled/responseTime.js';
import { bundledScaleDown } from './bundled/scaleDown.js';
import { bundledSchedule } from './bundled/schedule.js';
import { bundledServices } from './bundled/services.js';
import { bundledVerification } from './bundled/verification.js';
import {
  defaultNotifications,
  defaultOperations,
  defaultRungs,
  defaultScaleDown,
  defaultSchedule,
  defaultVerification,
} from './defaultPolicies.js';
import type { LoadedRunbook } from './loadedRunbook.js';
import type { Runbook } from './runbook.js';
import { usageMetrics } from './usageMetrics.js';
import { usageRules } from './usageRules.js';

/** For a stack that no runbook describes: the CPU and memory rules, no baseline, and room to scale anything that can be. */
export const defaultRunbook: Runbook = {
  origin: 'default',
  stack: undefined,
  services: [],
  otherServices: { min: 1, max: 50 },
  prometheus: undefined,
  postgres: undefined,
  metrics: usageMetrics,
  rules: usageRules,
  matrix: [],
  rungs: defaultRungs,
  scaleDown: defaultScaleDown,
  schedule: defaultSchedule,
  profiles: [],
  dashboards: [],
  contacts: [],
  notifications: defaultNotifications,
  operations: defaultOperations,
  verification: defaultVerification,
};

/** The team's own runbook, with every figure of its tables. */
export const bundledRunbook: Runbook = {
  ...defaultRunbook,
  origin: 'bundled',
  stack: 'up-schedule-generator',
  services: bundledServices,
  otherServices: undefined,
  prometheus: { url: 'http://localhost:9090', auth: 'none' },
  postgres: {
    service: 'postgres',
    user: 'schedgen',
    database: 'schedgen',
    reservedConnections: 3,
    connectionBuffer: 50,
  },
  metrics: [
    ...usageMetrics,
    ...responseTimeMetrics,
    ...errorRateMetrics,
    ...queueMetrics,
    ...databaseMetrics,
    ...userMetrics,
  ],
  rules: [...usageRules, ...responseTimeRules, ...errorRateRules, ...queueRules, ...databaseRules, ...userRules],
  matrix: bundledMatrix,
  scaleDown: bundledScaleDown,
  schedule: bundledSchedule,
  profiles: bundledProfiles,
  dashboards: bundledDashboards,
  contacts: bundledContacts,
  verification: bundledVerification,
};

/**
 * The runbook of a stack. A file belongs to the stack that it names, or, where it names none, to the one whose Compose project lies
 * beside it. The bundled runbook belongs to the stack of its name, and to any stack that has all of its services.
 */
export function runbookFor(stack: Pick<Stack, 'name' | 'services'>, loaded: readonly LoadedRunbook[]): Runbook {
  const folder = projectFolder(stack);
  const own =
    loaded.find(({ runbook }) => runbook.stack === stack.name) ??
    loaded.find((entry) => entry.runbook.stack === undefined && isSameFolder(entry.project ?? entry.folder, folder));
  return own?.runbook ?? (isTeams(stack) ? bundledRunbook : defaultRunbook);
}

function isTeams(stack: Pick<Stack, 'name' | 'services'>): boolean {
  const names = new Set(stack.services.map((service) => service.name));
  return stack.name === bundledRunbook.stack || bundledServices.every((service) => names.has(service.name));
}

const isSameFolder = (folder: string, other: string | undefined): boolean =>
  other !== undefined && comparablePath(folder) === comparablePath(other);
