import type { Readings } from '../../core/policy/reading.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
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
    entry ? `min ${entry.min} · base ${entry.baseline} · max ${entry.max}` : '',
  ];
  const description = facts.filter(Boolean).join(' · ');
  const steps = new Map(operation?.steps.map((state) => [state.containerId, state]));
  return {
    id: service.id,
    kind: 'service',
    label,
    description,
    tooltip: tooltip(status, runbook, operation, now),
    icon: active ? 'sync~spin' : levelLook[level].icon,
    iconColor: level === 'normal' ? 'testing.iconPassed' : levelLook[level].color,
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
    spoken: `${label}, ${level}, ${description.replaceAll(' · ', ', ')}`,
    children: service.replicas.map((replica) =>
      replicaRow(replica, readings.get(replica.id), active ? steps.get(replica.containerId) : undefined, now),
    ),
  };
}

/** `3/3 healthy`; `running` where nothing checks the health. */
function healthText({ service, condition }: ServiceStatus): string {
  if (condition.total === 0) return 'none running';
  if (isFinishedJob(service)) return 'finished';
  const word = condition.unchecked === condition.ready && condition.ready > 0 ? 'running' : 'healthy';
  return `${condition.ready}/${condition.total} ${word}`;
}

function loadTexts({ signals }: ServiceStatus): readonly string[] {
  return signals
    .filter((signal) => signal.metric === 'cpuAverage' || signal.metric === 'memoryAverage')
    .map((signal) => `${signal.metric === 'cpuAverage' ? 'CPU' : 'mem'} ${percent(signal.value)}`);
}

function tooltip(status: ServiceStatus, runbook: Runbook, operation: Operation | undefined, now: number): string {
  const { service, signals, condition } = status;
  const entry = runbookService(runbook, service.name);
  const parts = [
    `**${escapeMarkdown(titleOf(runbook, service.name))}** (${escapeMarkdown(service.name)}): ${escapeMarkdown(healthText(status))}`,
  ];
  if (signals.length > 0) {
    const rows = signals.map((signal) => [
      metricWords[signal.metric],
      escapeMarkdown(percent(signal.value)),
      escapeMarkdown(`warning from ${signal.warning} %, critical above ${signal.critical} %`),
      signal.level === 'normal' ? 'normal' : `$(${levelLook[signal.level].icon}) ${signal.level}`,
    ]);
    parts.push(markdownTable(['Metric', 'Now', 'Bounds', 'Level'], rows));
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
