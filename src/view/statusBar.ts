import type { LiveState } from '../core/live/liveState.js';
import { compareLevels } from '../core/policy/level.js';
import type { ServiceStatus } from '../core/policy/serviceStatus.js';
import { stackStatuses } from '../core/policy/stackStatus.js';
import { titleOf } from '../core/runbook/runbook.js';
import { isRunning, type Operation } from '../core/scaling/operation.js';
import { count, percent } from './figures.js';
import { escapeMarkdown, markdownTable, oneLine } from './markdown.js';
import { failureSentence } from './words/engineFailureWords.js';
import { crossed, levelLook, signalText } from './words/levelWords.js';
import { operationActivity } from './words/operationWords.js';

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
  readonly status: ServiceStatus;
}

export function statusBarText(state: LiveState, now: number): StatusBarText {
  const { connection } = state;
  if (connection.phase === 'idle') return plain('$(pulse) Scalebook', 'Scalebook is not connected. Click to open the sidebar.');
  const context = iconSafe(connection.context.name);
  if (connection.phase === 'failed') return plain(`$(question) no engine · ${context}`, escapeMarkdown(failureSentence(connection.failure)));
  if (!state.snapshot) return plain(`$(sync~spin) ${context}`, `Connecting to ${escapeMarkdown(connection.context.name)}.`);
  const operation = state.operations.find(isRunning);
  const services = servicesOf(state, now);
  const tooltip = serviceTable(services, connection.context.name);
  if (operation) return plain(`$(sync~spin) ${operationText(operation)} · ${context}`, tooltip);
  if (services.length === 0) return plain(`$(pulse) no stack · ${context}`, tooltip);
  const worst = services.reduce((found, next) => (compareLevels(next.status.level, found.status.level) > 0 ? next : found));
  return { ...levelText(worst, services, context), tooltip };
}

function levelText(worst: Named, services: readonly Named[], context: string): StatusBarText {
  const { level } = worst.status;
  const stacks = [...new Set(services.map((service) => service.stack))];
  const text = level === 'normal' ? iconSafe(stacks.length === 1 ? (stacks[0] ?? '') : count(stacks.length, 'stack')) : causeText(worst);
  const icon = { normal: 'pulse', unknown: 'question', warning: 'pulse', critical: 'error' }[level];
  const background = { normal: 'none', unknown: 'none', warning: 'warning', critical: 'error' }[level] as StatusBarText['background'];
  return { text: `$(${icon}) ${text} · ${context}`, background, tooltip: '', spoken: `Scalebook: ${level}: ${text}, context ${context}` };
}

/** The service with the metric, or the condition, that makes its level. */
function causeText({ title, status }: Named): string {
  const { cause, condition, level } = status;
  if (cause) return `${iconSafe(title)} ${signalText(cause)}`;
  if (level === 'unknown') return `${iconSafe(title)} unknown`;
  return `${iconSafe(title)} ${condition.ready}/${condition.total} ready`;
}

const servicesOf = (state: LiveState, now: number): readonly Named[] =>
  stackStatuses(state, now).flatMap(({ stack, runbook, named, others }) =>
    [...named, ...others].map((status) => ({ title: titleOf(runbook, status.service.name), stack: stack.name, status })),
  );

function serviceTable(services: readonly Named[], context: string): string {
  const heading = `Docker context **${escapeMarkdown(context)}**`;
  if (services.length === 0) return `${heading}\n\nThis engine runs no Compose stack.`;
  const rows = services.map(({ title, status }) => [
    escapeMarkdown(title),
    `${status.condition.ready}/${status.condition.total}`,
    ...status.signals.map((signal) => escapeMarkdown(`${percent(signal.value)}${crossed(signal)}`)),
    ...Array.from({ length: 4 - status.signals.length }, () => ''),
    `$(${levelLook[status.level].icon}) ${status.level}`,
  ]);
  return `${heading}\n\n${markdownTable(['Service', 'Ready', 'CPU', 'CPU peak', 'Memory', 'Memory peak', 'Level'], rows)}`;
}

const operationText = (operation: Operation): string => `${iconSafe(operation.plan.title)}: ${operationActivity(operation)}`;

const plain = (text: string, tooltip: string): StatusBarText => ({
  text,
  background: 'none',
  tooltip,
  spoken: `Scalebook: ${text.replace(/\$\([^)]*\) ?/g, '')}`,
});

// A name such as `$(error)` would otherwise become an icon.
const iconSafe = (text: string): string => oneLine(text).replaceAll('$(', '$\u200b(');
