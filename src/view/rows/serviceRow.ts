import type { Readings } from '../../core/policy/reading.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import type { Recommendation } from '../../core/policy/decision.js';
import { rulesOn } from '../../core/policy/serviceMemory.js';
import type { Signal } from '../../core/policy/signal.js';
import { readsDocker } from '../../core/runbook/metric.js';
import { limitsOf, runbookService, titleOf, type Runbook } from '../../core/runbook/runbook.js';
import { isRunning, type Change } from '../../core/scaling/change.js';
import { isFinishedJob } from '../../core/policy/condition.js';
import { isReachable, presentCount } from '../../core/stack/stack.js';
import { count, duration, percent } from '../figures.js';
import { escapeMarkdown, markdownTable, oneLine } from '../markdown.js';
import { decisionSentence, shortRecommendation, unknownRules } from '../words/policy/decisionWords.js';
import { levelLook } from '../words/policy/levelWords.js';
import { amount, boundText, measured, signalText } from '../words/policy/metricWords.js';
import { changeActivity, outcomeText } from '../words/operation/changeWords.js';
import { modeWords, spreadWords, taskWords } from '../words/swarmWords.js';
import { replicaRow } from './replicaRow.js';
import type { Row } from './row.js';

/** @param past what was done to it before, a sentence each */
export function serviceRow(
  status: ServiceStatus,
  readings: Readings,
  runbook: Runbook,
  change: Change | undefined,
  now: number,
  past: readonly string[] = [],
): Row {
  const { service, level } = status;
  const limits = limitsOf(runbook, service.name);
  const entry = runbookService(runbook, service.name);
  const label = oneLine(titleOf(runbook, service.name));
  const active = change && isRunning(change) ? change : undefined;
  const total = presentCount(service);
  const isScalable = limits !== undefined && (service.swarm === undefined || service.swarm.mode === 'replicated');
  const recommendation = active ? undefined : status.decision?.recommendation;
  const facts = [
    // What to do comes first: the end of a row is cut where the sidebar is narrow.
    recommendation ? advice(recommendation, status) : '',
    active ? changeActivity(active) : healthText(status),
    ...(service.swarm ? swarmTexts(status, active !== undefined) : []),
    ...(recommendation ? [] : causeTexts(status)),
    ...loadTexts(status, runbook),
    entry ? `${entry.min}/${entry.baseline}/${entry.max}` : '',
  ];
  const limitWords = entry ? `minimum ${entry.min}, baseline ${entry.baseline}, maximum ${entry.max}` : '';
  const description = facts.filter(Boolean).join(' · ');
  const steps = new Map(change?.steps.map((state) => [state.step.number, state]));
  return {
    id: service.id,
    kind: 'service',
    label,
    description,
    tooltip: tooltip(status, runbook, change, now, past),
    icon: active ? 'sync~spin' : levelLook[level].icon,
    iconColor: levelLook[level].color,
    contextValue: [
      'service',
      isScalable && 'scalable',
      isScalable && !active && total < limits.max && 'canScaleUp',
      isScalable && !active && total > limits.min && 'canScaleDown',
      recommendation && 'recommended',
      service.replicas.some((replica) => replica.state === 'running' && isReachable(replica)) && 'running',
      service.replicas.length > 0 && 'present',
    ]
      .filter(Boolean)
      .join(' '),
    expanded: service.replicas.length === 0 ? 'never' : 'collapsed',
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
  const wanted = service.swarm?.wanted ?? condition.total;
  if (wanted === 0 && condition.total === 0) return 'none running';
  if (isFinishedJob(service)) return 'finished';
  const word = service.replicas.some((replica) => replica.healthCheck) ? 'healthy' : 'running';
  return `${condition.ready}/${wanted} ${word}`;
}

/** What of a Swarm's service the count does not say: why tasks do not run, and that there is one a node. */
function swarmTexts({ service, condition }: ServiceStatus, isActive: boolean): readonly string[] {
  const [troubled] = condition.troubled;
  return [
    isActive ? `${condition.ready}/${presentCount(service)} running` : '',
    troubled ? taskWords(troubled) : '',
    modeWords(service),
  ];
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
        // Of a Swarm's tasks only those on the engine's own node are read: their figure is not that of all.
        service.replicas.some((replica) => replica.state === 'running' && !isReachable(replica)) ? ' here' : '',
      ),
    );
}

// Short, since the sidebar is narrow: what is known needs no name here, what is not does.
function loadText(figure: (typeof loadFigures)[number], signal: Signal | undefined, where: string): string {
  const value = signal?.evidence === 'nodata' ? undefined : signal?.value;
  if (figure === 'cpuAverage') return value === undefined ? 'CPU unknown' : `${percent(value)}${where}`;
  return value === undefined ? 'memory unknown' : `mem ${percent(value)}${where}`;
}

const spokenSignal = ({ metric, value, level }: Signal): string =>
  `${measured(metric, value)}${level === 'normal' ? '' : ` ${level}`}`;

function tooltip(
  status: ServiceStatus,
  runbook: Runbook,
  change: Change | undefined,
  now: number,
  past: readonly string[],
): string {
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
  const spread = service.swarm && spreadWords(service);
  if (spread) parts.push(escapeMarkdown(spread));
  if (service.swarm?.mode === 'global') parts.push('Global: one task on each node, so its count cannot be changed');
  for (const error of new Set(condition.troubled.filter(({ task }) => task).map(({ error: text }) => text)))
    if (error !== '') parts.push(`Docker says: ${escapeMarkdown(oneLine(error))}`);
  if (entry) parts.push(`Runbook: at least ${entry.min}, baseline ${entry.baseline}, at most ${entry.max}`);
  if (past.length > 0) parts.push(...past.map(escapeMarkdown));
  else if (change?.outcome)
    parts.push(`Last change, ${duration(now - change.outcome.endedAt)} ago: ${escapeMarkdown(outcomeText(change))}`);
  return parts.join('\n\n');
}

/** A signal as a line of a table: metric, now, warning, critical, level, for how long. */
function signalCells({ rule, metric, value, level, forMs }: Signal): readonly string[] {
  return [
    escapeMarkdown(rule.title),
    escapeMarkdown(amount(value, metric.unit)),
    escapeMarkdown(boundText(rule, 'warning', metric.unit)),
    escapeMarkdown(boundText(rule, 'critical', metric.unit)),
    level === 'normal' ? 'normal' : `$(${levelLook[level].icon}) ${level}`,
    forMs === undefined || level === 'unknown' ? '' : duration(forMs),
  ];
}
