import { defaultNotifications, defaultRungs, defaultScaleDown, defaultSchedule } from './defaultPolicies.js';
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
};
