import type { EngineFailureReason } from '../core/connection/engineFailure.js';
import type { LiveState } from '../core/live/liveState.js';
import { stateRank } from '../core/policy/decision/stateRank.js';
import { compareLevels, isAlarm, worstLevel } from '../core/policy/level.js';
import type { ServiceStatus } from '../core/policy/serviceStatus.js';
import { stackStatuses, statusesOf, type StackStatus } from '../core/policy/stackStatus.js';
import type { Focus } from '../core/stack/focus.js';
import { readsDocker, type DockerFigure } from '../core/runbook/metric.js';
import { titleOf, type Runbook } from '../core/runbook/runbook.js';
import { isRunning, type Change } from '../core/scaling/change.js';
import { count, percent } from './figures.js';
import { groupTable } from './groupTable.js';
import { commandLink } from './commandLink.js';
import { escapeMarkdown, markdownTable, oneLine, safeUrl } from './markdown.js';
import { connectionFailureText } from './words/connection/connectionFailureText.js';
import { decisionSentence, recommendationVerb } from './words/policy/decisionWords.js';
import { waitingText, watchingText, watchLines } from './operationBar.js';
import { levelLook } from './words/policy/levelWords.js';
import { signalText } from './words/policy/metricWords.js';
import { changeActivity } from './words/operation/changeWords.js';

export interface StatusBarText {
  /** With codicons; names in it cannot make icons. */
  readonly text: string;
  readonly background: 'none' | 'warning' | 'error';
  /** Markdown. */
  readonly tooltip: string;
  readonly spoken: string;
}

interface Named {
  readonly title: string;
  readonly stack: string;
  readonly runbook: Runbook;
  readonly status: ServiceStatus;
}

/** @param focus with stacks in focus, the text is about them alone, and the others stand in the tooltip */
export function statusBarText(state: LiveState, now: number, focus: Focus): StatusBarText {
  const { connection } = state;
  if (connection.phase === 'idle')
    return plain('$(pulse) Scalebook', 'Scalebook is not connected. Click to open the sidebar.');
  const context = oneLine(connection.context.name);
  if (connection.phase === 'failed')
    return plain(
      `$(question) ${shortFailure[connection.failure.reason]} · ${context}`,
      escapeMarkdown(connectionFailureText(connection)),
    );
  if (!state.snapshot)
    return plain(`$(sync~spin) ${context}`, `Connecting to ${escapeMarkdown(connection.context.name)}.`);
  const change = state.changes.find(isRunning);
  const statuses = stackStatuses(state, now, focus);
  const inFocus = statuses.filter((status) => status.inFocus);
  const main = inFocus.length > 0 ? inFocus : statuses;
  const services = main.flatMap(servicesOf);
  const { operations } = state;
  const tooltip = tooltipText(
    services,
    statuses.filter((status) => !main.includes(status)),
    connection.context.name,
    watchLines(operations, connection.context.name, now),
    now,
  );
  if (change) return plain(`$(sync~spin) ${changeText(change)} · ${context}`, tooltip);
  if (services.length === 0) return plain(`$(pulse) no stack · ${context}`, tooltip);
  const worst = services.reduce((found, next) =>
    compareLevels(next.status.level, found.status.level) > 0 ? next : found,
  );
  const shown = { ...levelText(worst, services, context), tooltip };
  if (isAlarm(worst.status.level)) return shown;
  const waiting = waitingText(operations, connection.context.name, now);
  if (waiting !== undefined) return plain(`$(clock) ${waiting} · ${context}`, tooltip);
  const watching = watchingText(operations, connection.context.name, now);
  if (watching === undefined || worst.status.level !== 'normal') return shown;
  return plain(`$(eye) ${stacksText(services)} · ${watching} · ${context}`, tooltip);
}

const stacksText = (services: readonly Named[]): string => {
  const stacks = [...new Set(services.map((service) => service.stack))];
  return oneLine(stacks.length === 1 ? (stacks[0] ?? '') : count(stacks.length, 'stack'));
};

function levelText(worst: Named, services: readonly Named[], context: string): StatusBarText {
  const { level } = worst.status;
  const text = level === 'normal' ? stacksText(services) : causeText(worst);
  const icon = { normal: 'pulse', unknown: 'question', warning: 'pulse', critical: 'error' }[level];
  const background = { normal: 'none', unknown: 'none', warning: 'warning', critical: 'error' }[
    level
  ] as StatusBarText['background'];
  return {
    text: `$(${icon}) ${text} · ${context}`,
    background,
    tooltip: '',
    spoken: `Scalebook: ${level}: ${text}, context ${context}`,
  };
}

/** The service with the metric, or the condition, that makes its level. */
function causeText({ title, status }: Named): string {
  const { cause, condition, level } = status;
  if (cause) return `${oneLine(title)} ${signalText(cause)}`;
  if (level === 'unknown') return `${oneLine(title)} unknown`;
  return `${oneLine(title)} ${condition.ready}/${condition.total} ready`;
}

const servicesOf = (stack: StackStatus): readonly Named[] =>
  statusesOf(stack).map((status) => ({
    title: titleOf(stack.runbook, status.service.name),
    stack: stack.stack.name,
    runbook: stack.runbook,
    status,
  }));

function tooltipText(
  services: readonly Named[],
  otherStacks: readonly StackStatus[],
  context: string,
  watches: readonly string[],
  now: number,
): string {
  const heading = `Docker context **${escapeMarkdown(context)}**`;
  if (services.length === 0) return `${heading}\n\nThis engine runs no Compose stack.`;
  const manyStacks = new Set(services.map(({ stack }) => stack)).size > 1;
  const name = ({ stack, title }: Named): string => escapeMarkdown(manyStacks ? `${stack}: ${title}` : title);
  const rows = services.map((service) => [
    name(service),
    `${service.status.condition.ready}/${service.status.condition.total}`,
    ...(['cpuAverage', 'memoryAverage'] as const).map((figure) => dockerText(service.status, figure)),
    `$(${levelLook[service.status.level].icon}) ${service.status.level}`,
  ]);
  const table = markdownTable(['Service', 'Ready', 'CPU', 'Memory', 'Level'], rows, [1, 2, 3]);
  const others = otherStacks.map(
    (stack) => `${escapeMarkdown(stack.stack.name)} ${worstLevel(statusesOf(stack).map(({ level }) => level))}`,
  );
  return [
    heading,
    ...advice(services, now),
    ...watches,
    groupTable(services.map((service) => ({ title: name(service), signals: service.status.signals }))),
    table,
    ...dashboards(services),
    ...(others.length > 0 ? [`Other stacks: ${others.join(', ')}`] : []),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Those of the runbooks in force, once each. */
function dashboards(services: readonly Named[]): readonly string[] {
  const all = [...new Set(services.map(({ runbook }) => runbook))].flatMap((runbook) => runbook.dashboards);
  const links = all.map(({ title, url }) => `[${escapeMarkdown(title)}](<${safeUrl(url)}>)`);
  return links.length > 0 ? [`Dashboards: ${links.join(' · ')}`] : [];
}

/** What the runbook says to do, the most urgent first, with the commands that do it. */
function advice(services: readonly Named[], now: number): readonly string[] {
  return services
    .filter(({ status }) => status.decision && status.decision.state !== 'steady')
    .sort((a, b) => urgency(b) - urgency(a))
    .slice(0, shownAdvice)
    .map(({ status, runbook }) => {
      const { decision, service } = status;
      if (!decision) return '';
      const links = [
        ...(decision.recommendation
          ? [commandLink(recommendationVerb(decision.recommendation), 'scalebook.scaleAsRecommended', service.id)]
          : []),
        commandLink('Why?', 'scalebook.explainDecision', service.id),
        commandLink('Dashboard', 'scalebook.openDashboard', service.id),
      ];
      return `${escapeMarkdown(decisionSentence(service.name, decision, runbook, now))} ${links.join(' · ')}`;
    });
}

const shownAdvice = 3;

const urgency = ({ status }: Named): number => (status.decision ? stateRank[status.decision.state] : 0);

const dockerText = (status: ServiceStatus, figure: DockerFigure): string => {
  const signal = status.signals.find(({ metric }) => readsDocker(metric, figure));
  return signal ? escapeMarkdown(percent(signal.value)) : '';
};

const changeText = (change: Change): string => `${oneLine(change.plan.title)}: ${changeActivity(change)}`;

const plain = (text: string, tooltip: string): StatusBarText => ({
  text,
  background: 'none',
  tooltip,
  spoken: `Scalebook: ${text.replace(/\$\([^)]*\) ?/g, '')}`,
});

const shortFailure = {
  'no-engine': 'no engine',
  'no-permission': 'no permission',
  'tls-refused': 'TLS refused',
  'tls-untrusted': 'certificate not trusted',
  'tls-expired': 'certificate expired',
  'tls-wrong-host': 'wrong certificate',
  'tls-client-missing': 'no client certificate',
  'tls-client-expired': 'client certificate expired',
  'tls-client-refused': 'client certificate refused',
  'host-unknown': 'host unknown',
  'api-too-old': 'engine too old',
  'timed-out': 'no answer',
  'ssh-missing': 'no ssh',
  'ssh-unreachable': 'no SSH server',
  'ssh-host-key-unknown': 'host key unknown',
  'ssh-host-key-unasked': 'host key unknown',
  'ssh-host-key-changed': 'host key changed',
  'ssh-denied': 'login denied',
  'ssh-no-docker': 'no docker there',
  'ssh-docker-denied': 'no permission there',
  'ssh-failed': 'SSH failed',
  'context-invalid': 'context broken',
  'not-found': 'no engine',
  conflict: 'no engine',
  refused: 'engine refused',
  interrupted: 'no engine',
  killed: 'no engine',
  cancelled: 'no engine',
} as const satisfies Record<EngineFailureReason, string>;
