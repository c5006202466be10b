import type { Readings } from '../../core/policy/reading.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import type { Recommendation } from '../../core/policy/decision.js';
import { rulesOn } from '../../core/policy/serviceMemory.js';
import type { Signal } from '../../core/policy/signal.js';
import { readsDocker } from '../../core/runbook/metric.js';
import { limitsOf, runbookService, titleOf, type Runbook } from '../../core/runbook/runbook.js';
import { isRunning, type Operation } from '../../core/scaling/operation.js';
import { isFinishedJob } from '../../core/policy/condition.js';
import { count, duration, percent } from '../figures.js';
import { escapeMarkdown, markdownTable, oneLine } from '../markdown.js';
import { decisionSentence, shortRecommendation, unknownRules } from '../words/decisionWords.js';
import { levelLook } from '../words/levelWords.js';
import { amount, boundText, measured, signalText } from '../words/metricWords.js';
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
  const recommendation = active ? undefined : status.decision?.recommendation;
  const facts = [
    // What to do comes first: the end of a row is cut where the sidebar is narrow.
    recommendation ? advice(recommendation, status) : '',
    active ? operationActivity(active) : healthText(status),
    ...(recommendation ? [] : causeTexts(status)),
    ...loadTexts(status, runbook),
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
      recommendation && 'recommended',
      status.condition.running > 0 && 'running',
      total > 0 && 'present',
    ]
      .filter(Boolean)
      .join(' '),
    expanded: total === 0 ? 'never' : 'collapsed',
    spoken: [
      label,
      level,
      ...facts.slice(0, 2),
      ...status.signals.filter(({ level: each }) => each !== 'unknown').map((signal) => spokenSignal(signal)),
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
  return [healthText(status), ...loadTexts(status, runbook), limits].filter(Boolean).join(' · ');
}

/** `3/3 healthy`; `running` where nothing checks the health. */
function healthText({ service, condition }: ServiceStatus): string {
  if (condition.total === 0) return 'none running';
  if (isFinishedJob(service)) return 'finished';
  const word = service.replicas.some((replica) => replica.healthCheck) ? 'healthy' : 'running';
  return `${condition.ready}/${condition.total} ${word}`;
}

/** `scale to 6: 263 waiting jobs`. */
const advice = (recommendation: Recommendation, { cause }: ServiceStatus): string =>
  [shortRecommendation(recommendation), cause ? measured(cause.metric, cause.value) : ''].filter(Boolean).join(': ');

/** What makes the level, where it is not one of the figures that stand here anyway. */
function causeTexts({ cause }: ServiceStatus): readonly string[] {
  if (!cause || loadFigures.some((figure) => readsDocker(cause.metric, figure))) return [];
  return [signalText(cause)];
}

const loadFigures = ['cpuAverage', 'memoryAverage'] as const;

/** What no rule of a file looks at is not missed. */
function loadTexts({ service, signals, condition }: ServiceStatus, runbook: Runbook): readonly string[] {
  if (condition.running === 0) return [];
  const ruled = new Set(rulesOn(runbook, service.name).map(({ metric }) => metric));
  return loadFigures
    .filter((figure) => runbook.metrics.some((metric) => ruled.has(metric.id) && readsDocker(metric, figure)))
    .map((figure) =>
      loadText(
        figure,
        signals.find(({ metric }) => readsDocker(metric, figure)),
      ),
    );
}

// Short, since the sidebar is narrow: what is known needs no name here, what is not does.
function loadText(figure: (typeof loadFigures)[number], signal: Signal | undefined): string {
  const value = signal?.evidence === 'nodata' ? undefined : signal?.value;
  if (figure === 'cpuAverage') return value === undefined ? 'CPU unknown' : percent(value);
  return value === undefined ? 'memory unknown' : `mem ${percent(value)}`;
}

const spokenSignal = ({ metric, value, level }: Signal): string =>
  `${measured(metric, value)}${level === 'normal' ? '' : ` ${level}`}`;

function tooltip(status: ServiceStatus, runbook: Runbook, operation: Operation | undefined, now: number): string {
  const { service, signals, condition, decision } = status;
  const entry = runbookService(runbook, service.name);
  const parts = [
    `**${escapeMarkdown(titleOf(runbook, service.name))}** (${escapeMarkdown(service.name)}): ${escapeMarkdown(healthText(status))}`,
  ];
  if (decision)
    parts.push(escapeMarkdown(decisionSentence(service.name, decision, runbook, now, unknownRules(status))));
  if (signals.length > 0) {
    const header = ['Metric', 'Now', 'Warning', 'Critical', 'Level', 'For'];
    parts.push(markdownTable(header, signals.map(signalCells), [1, 2, 3, 5]));
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

/** A signal as a line of a table: metric, now, warning, critical, level, for how long. */
export function signalCells({ rule, metric, value, level, forMs }: Signal): readonly string[] {
  return [
    escapeMarkdown(rule.title),
    escapeMarkdown(amount(value, metric.unit)),
    escapeMarkdown(boundText(rule, 'warning', metric.unit)),
    escapeMarkdown(boundText(rule, 'critical', metric.unit)),
    level === 'normal' ? 'normal' : `$(${levelLook[level].icon}) ${level}`,
    forMs === undefined || level === 'unknown' ? '' : duration(forMs),
  ];
}
