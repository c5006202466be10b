import type { Readings } from '../../core/policy/reading.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import type { Signal } from '../../core/policy/signals.js';
import { limitsOf, runbookService, titleOf, type Runbook } from '../../core/runbook/runbook.js';
import { isRunning, type Operation } from '../../core/scaling/operation.js';
import { isFinishedJob } from '../../core/policy/condition.js';
import { count, duration, percent } from '../figures.js';
import { escapeMarkdown, markdownTable, oneLine } from '../markdown.js';
import { levelLook, metricWords } from '../words/levelWords.js';
import { operationActivity, outcomeText } from '../words/operationWords.js';
import { replicaRow } from './replicaRow.js';
import type { Row } from './row.js';

export function serviceRow(
  status: ServiceStatus,
  readings: Readings,
  runbook: Runbook,
  operation: Operation | undefined,
  now: number,
): Row {
  const { service, level } = status;
  const limits = limitsOf(runbook, service.name);
  const entry = runbookService(runbook, service.name);
  const label = oneLine(titleOf(runbook, service.name));
  const active = operation && isRunning(operation) ? operation : undefined;
  const total = service.replicas.length;
  const facts = [
    active ? operationActivity(active) : healthText(status),
    ...loadTexts(status),
    entry ? `${entry.min}/${entry.baseline}/${entry.max}` : '',
  ];
  const limitWords = entry ? `minimum ${entry.min}, baseline ${entry.baseline}, maximum ${entry.max}` : '';
  const description = facts.filter(Boolean).join(' · ');
  const steps = new Map(operation?.steps.map((state) => [state.step.number, state]));
  return {
    id: service.id,
    kind: 'service',
    label,
    description,
    tooltip: tooltip(status, runbook, operation, now),
    icon: active ? 'sync~spin' : levelLook[level].icon,
    iconColor: levelLook[level].color,
    contextValue: [
      'service',
      limits && 'scalable',
      limits && !active && total < limits.max && 'canScaleUp',
      limits && !active && total > limits.min && 'canScaleDown',
      status.condition.running > 0 && 'running',
      total > 0 && 'present',
    ]
      .filter(Boolean)
      .join(' '),
    expanded: total === 0 ? 'never' : 'collapsed',
    spoken: [
      label,
      level,
      ...facts.slice(0, 1),
      ...status.signals.map((signal) => `${metricWords[signal.metric]} ${percent(signal.value)}`),
      limitWords,
    ]
      .filter(Boolean)
      .join(', '),
    children: service.replicas.map((replica) =>
      replicaRow(replica, readings.get(replica.id), active ? steps.get(replica.number) : undefined, now),
    ),
  };
}

/** The same figures where there is room for words. */
export function serviceSummary(status: ServiceStatus, runbook: Runbook): string {
  const entry = runbookService(runbook, status.service.name);
  const limits = entry ? `min ${entry.min}, baseline ${entry.baseline}, max ${entry.max}` : '';
  return [healthText(status), ...loadTexts(status), limits].filter(Boolean).join(' · ');
}

/** `3/3 healthy`; `running` where nothing checks the health. */
function healthText({ service, condition }: ServiceStatus): string {
  if (condition.total === 0) return 'none running';
  if (isFinishedJob(service)) return 'finished';
  const word = service.replicas.some((replica) => replica.healthCheck) ? 'healthy' : 'running';
  return `${condition.ready}/${condition.total} ${word}`;
}

function loadTexts({ signals }: ServiceStatus): readonly string[] {
  return signals
    .filter((signal) => signal.metric === 'cpuAverage' || signal.metric === 'memoryAverage')
    .map((signal) => loadText(signal));
}

// Short, since the sidebar is narrow: what is known needs no name here, what is not does.
function loadText({ metric, value }: Signal): string {
  if (metric === 'cpuAverage') return value === undefined ? 'CPU unknown' : percent(value);
  return value === undefined ? 'memory unknown' : `mem ${percent(value)}`;
}

function tooltip(status: ServiceStatus, runbook: Runbook, operation: Operation | undefined, now: number): string {
  const { service, signals, condition } = status;
  const entry = runbookService(runbook, service.name);
  const parts = [
    `**${escapeMarkdown(titleOf(runbook, service.name))}** (${escapeMarkdown(service.name)}): ${escapeMarkdown(healthText(status))}`,
  ];
  if (signals.length > 0) {
    const rows = signals.map((signal) => [
      capitalised(metricWords[signal.metric]),
      escapeMarkdown(percent(signal.value)),
      `${signal.warning} %`,
      `${signal.critical} %`,
      signal.level === 'normal' ? 'normal' : `$(${levelLook[signal.level].icon}) ${signal.level}`,
    ]);
    parts.push(markdownTable(['Metric', 'Now', 'Warning', 'Critical', 'Level'], rows, [1, 2, 3]));
  }
  if (condition.troubled.length > 0) {
    parts.push(
      `${count(condition.troubled.length, 'replica')} in trouble: ${condition.troubled.map((replica) => escapeMarkdown(replica.name)).join(', ')}`,
    );
  }
  if (entry) parts.push(`Runbook: at least ${entry.min}, baseline ${entry.baseline}, at most ${entry.max}`);
  if (operation?.outcome) {
    parts.push(
      `Last operation, ${duration(now - operation.outcome.endedAt)} ago: ${escapeMarkdown(outcomeText(operation))}`,
    );
  }
  return parts.join('\n\n');
}

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
