import type { ConnectionState } from '../../core/connection/connectionState.js';
import { isLocal } from '../../core/connection/dockerContext.js';
import type { LiveState } from '../../core/live/liveState.js';
import { worstLevel, type Level } from '../../core/policy/level.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import { stackStatuses, type StackStatus } from '../../core/policy/stackStatus.js';
import { titleOf, type Runbook } from '../../core/runbook/runbook.js';
import type { Focus } from '../../core/stack/focus.js';
import type { Stack } from '../../core/stack/stack.js';
import type { SwarmNode } from '../../core/stack/swarm.js';
import { count } from '../figures.js';
import { escapeMarkdown, oneLine } from '../markdown.js';
import { levelLook } from '../words/policy/levelWords.js';
import { pastWords } from '../words/pastWords.js';
import type { Row } from './row.js';
import { serviceRow } from './serviceRow.js';

/** Where no stack is in focus, more than this open closed. */
const openStacks = 2;

/**
 * The whole tree of one state.
 *
 * @param filter shows only services and stacks whose name or title has this text in it, whatever the case; empty shows all
 * @param focus stacks in focus come first, and open
 * @param user who looks, as in the journal
 */
export function treeRows(state: LiveState, filter: string, now: number, focus: Focus, user = ''): readonly Row[] {
  const statuses = stackStatuses(state, now, focus);
  const context = foreignContext(state.connection);
  const anyInFocus = statuses.some(({ inFocus }) => inFocus);
  const opens = ({ inFocus }: StackStatus): boolean =>
    filter !== '' || inFocus || (!anyInFocus && statuses.length <= openStacks);
  return statuses.flatMap((status) =>
    stackRow(status, { state, filter, context, now, user }, opens(status) ? 'expanded' : 'collapsed'),
  );
}

interface Look {
  readonly state: LiveState;
  readonly filter: string;
  /** The context's name, where it is to be shown. */
  readonly context: string;
  readonly now: number;
  readonly user: string;
}

function stackRow(
  { stack, runbook, named, others, readings }: StackStatus,
  { state, filter, context, now, user }: Look,
  expanded: 'expanded' | 'collapsed',
): readonly Row[] {
  const wanted = filter.trim().toLowerCase();
  const shown = ({ service }: ServiceStatus): boolean =>
    [stack.name, service.name, titleOf(runbook, service.name)].some((name) => name.toLowerCase().includes(wanted));
  const rowOf = (status: ServiceStatus): Row => {
    const change = state.changes.find((other) => other.plan.serviceId === status.service.id);
    return serviceRow(status, readings, runbook, change, now, pastWords(status.service, runbook, state, now, user));
  };
  const shownNamed = named.filter(shown);
  const shownOthers = others.filter(shown);
  const statuses = [...shownNamed, ...shownOthers];
  if (statuses.length === 0) return [];
  const level = worstLevel(statuses.map((status) => status.level));
  // How it is comes first: a narrow sidebar cuts the rest, and the view's title has the context, too.
  const description = [levelSummary(statuses), stack.kind === 'swarm' ? 'swarm' : '', context]
    .filter(Boolean)
    .join(' · ');
  const label = oneLine(stack.name);
  return [
    {
      id: stack.id,
      kind: 'stack',
      label,
      description,
      tooltip: stackTooltip(stack, runbook, description),
      icon: level === 'normal' ? 'layers' : levelLook[level].icon,
      iconColor: levelLook[level].color,
      contextValue: [
        'stack',
        stack.kind,
        runbook.services.length > 0 && 'hasBaseline',
        runbook.profiles.length > 0 && 'hasProfiles',
        runbook.postgres && 'hasDatabase',
      ]
        .filter(Boolean)
        .join(' '),
      expanded,
      spoken: `Stack ${label}, ${description.replaceAll(' · ', ', ')}`,
      children: [...shownNamed.map(rowOf), ...otherRows(stack, named.length > 0, shownOthers, rowOf, filter)],
    },
  ];
}

/** Services outside the runbook stand back behind one row; without a runbook all are equal. */
function otherRows(
  stack: Stack,
  hasRunbook: boolean,
  statuses: readonly ServiceStatus[],
  rowOf: (status: ServiceStatus) => Row,
  filter: string,
): readonly Row[] {
  const rows = statuses.map(rowOf);
  // What a filter finds must not hide behind a row that was left closed.
  if (!hasRunbook || rows.length === 0 || filter !== '') return rows;
  const level = worstLevel(statuses.map((status) => status.level));
  const ready = statuses.filter((status) => status.condition.level === 'normal').length;
  const names = statuses.map((status) => oneLine(status.service.name)).join(', ');
  return [
    {
      id: `${stack.id}/(others)`,
      kind: 'group',
      label: 'Other services',
      description: `${ready}/${statuses.length} up · ${names}`,
      tooltip: escapeMarkdown(names),
      icon: level === 'normal' ? 'ellipsis' : levelLook[level].icon,
      iconColor: levelLook[level].color,
      contextValue: 'group',
      expanded: 'collapsed',
      spoken: `Other services, ${ready} of ${statuses.length} up`,
      children: rows,
    },
  ];
}

/** `2 critical, 1 warning`; `all normal`. */
function levelSummary(statuses: readonly ServiceStatus[]): string {
  const levels: readonly Level[] = ['critical', 'warning', 'unknown'];
  const parts = levels
    .map((level) => ({ level, amount: statuses.filter((status) => status.level === level).length }))
    .filter(({ amount }) => amount > 0)
    .map(({ level, amount }) => `${amount} ${level}`);
  return parts.length > 0 ? parts.join(', ') : 'all normal';
}

const rulesInForce = {
  bundled: "The team's bundled runbook is in force.",
  file: 'The runbook file of this workspace is in force.',
  default: 'No runbook for this stack: the default CPU and memory rules are in force.',
} as const satisfies Record<Runbook['origin'], string>;

function stackTooltip(stack: Stack, runbook: Runbook, description: string): string {
  const replicas = stack.services.reduce((sum, service) => sum + service.replicas.length, 0);
  const origin = stack.services.find((service) => service.origin)?.origin;
  return [
    `**${escapeMarkdown(stack.name)}**: ${escapeMarkdown(description)}`,
    `${count(stack.services.length, 'service')}, ${count(replicas, 'replica')}`,
    ...(stack.nodes ? [nodesText(stack.nodes)] : []),
    ...(origin?.workingDir ? [`Compose project in ${escapeMarkdown(origin.workingDir)}`] : []),
    rulesInForce[runbook.origin],
  ].join('\n\n');
}

function nodesText(nodes: readonly SwarmNode[]): string {
  const names = nodes.map(({ name, role, isUp, availability }) => {
    const state = isUp ? (availability === 'active' ? '' : availability) : 'down';
    return `${escapeMarkdown(oneLine(name))} (${[role, state].filter(Boolean).join(', ')})`;
  });
  return `Swarm of ${count(nodes.length, 'node')}: ${names.slice(0, shownNodes).join(', ')}${names.length > shownNodes ? ` and ${names.length - shownNodes} more` : ''}`;
}

const shownNodes = 12;

/** The context's name, unless it is the one that everybody means when they say nothing. */
function foreignContext(connection: ConnectionState): string {
  if (connection.phase === 'idle') return '';
  const { name, endpoint } = connection.context;
  return name === 'default' && isLocal(endpoint) ? '' : oneLine(name);
}
