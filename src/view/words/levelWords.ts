import type { Level } from '../../core/policy/level.js';
import type { Signal } from '../../core/policy/signals.js';
import type { MetricName } from '../../core/runbook/runbook.js';
import { percent } from '../figures.js';

export const metricWords = {
  cpuAverage: 'CPU',
  cpuPeak: 'CPU peak',
  memoryAverage: 'memory',
  memoryPeak: 'memory peak',
} as const satisfies Record<MetricName, string>;

/** Codicon and theme colour of each level. Normal is quiet. */
export const levelLook = {
  normal: { icon: 'circle-filled', color: undefined },
  warning: { icon: 'warning', color: 'list.warningForeground' },
  critical: { icon: 'error', color: 'list.errorForeground' },
  unknown: { icon: 'question', color: 'descriptionForeground' },
} as const satisfies Record<Level, { icon: string; color: string | undefined }>;

/** `CPU 84 % (> 80 %)`: the value with the bound that it crossed. */
export function signalText(signal: Signal): string {
  // A figure of some replicas says nothing of the others.
  const value = signal.level === 'unknown' ? undefined : signal.value;
  return `${metricWords[signal.metric]} ${percent(value)}${crossed(signal)}`;
}

export function crossed(signal: Signal): string {
  if (signal.level === 'critical') return ` (> ${signal.critical} %)`;
  return signal.level === 'warning' ? ` (${signal.warning}-${signal.critical} %)` : '';
}
