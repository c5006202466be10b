import { dashboardRanges, rangeOf, type DashboardRange } from '../../core/dashboard/range.js';
import { connectedContext } from '../../core/connection/connectionState.js';
import { stateRank } from '../../core/policy/decision/stateRank.js';
import { compareLevels } from '../../core/policy/level.js';
import { instantToLocal, localAsUtc, type Zone } from '../../core/policy/schedule/zonedTime.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import { stackStatuses, statusesOf, type StackStatus } from '../../core/policy/stackStatus.js';
import { titleOf } from '../../core/runbook/runbook.js';
import type { Table } from '../../protocol/dashboardData.js';
import type { Choice, DashboardPage } from '../../protocol/dashboardPage.js';
import { longestGapMs } from '../../core/policy/longestGapMs.js';
import { oneLine } from '../markdown.js';
import { labelled } from '../words/demoLabel.js';
import { clockTime } from '../words/moments.js';
import { drawnCharts } from './chartParts.js';
import type { DashboardSight, SeenService } from './dashboardSight.js';
import { decisionPart } from './decisionPart.js';
import { dashboardLinks } from './dashboardLinks.js';
import { markParts } from './markParts.js';
import { noticeButtons, noticeOf, stackName } from './noticeOf.js';
import { drawnReplicas } from './replicasPart.js';
import { textTables } from './textTables.js';

export interface DashboardView {
  readonly page: DashboardPage;
  /** By the id of a line or of a replicas' metric. */
  readonly tables: Readonly<Record<string, Table>>;
}

const rangeWords = {
  now: { title: 'Now', span: 'last 5 minutes' },
  quarter: { title: '15 min', span: 'last 15 minutes' },
  hour: { title: '1 h', span: 'last hour' },
} as const satisfies Record<DashboardRange, { readonly title: string; readonly span: string }>;

const ranges: readonly Choice[] = dashboardRanges.map((id) => ({ id, title: rangeWords[id].title }));

/** A dashboard as it is to be shown now. */
export function dashboardOf(sight: DashboardSight): DashboardView {
  const notice = noticeOf(sight);
  const shown = notice ? sight.seen : { state: sight.state, at: sight.now };
  const stack = shown && stackStatuses(shown.state, shown.at).find((each) => each.stack.id === sight.stackId);
  const status = stack && statusOf(stack, sight.serviceId);
  const { lengthMs } = rangeOf[sight.range];
  const from = sight.now - lengthMs;
  const span = { from, to: sight.now, clockOffsetMs: clockOffset(sight.now, sight.zone) };
  const frame = { notice, ranges, range: sight.range, span };
  if (!stack || !status) return { page: { ...frame, ...nothingSeen(sight, notice) }, tables: {} };
  const seen: SeenService = {
    // What the engine said last, and what the journal says now.
    sight: { ...sight, state: { ...shown.state, operations: sight.state.operations } },
    stack,
    status,
    title: oneLine(titleOf(stack.runbook, status.service.name)),
    isOld: notice !== undefined,
    seenAt: shown.at,
    from,
    gapAfterMs: longestGapMs(shown.state.readingIntervalMs),
  };
  const charts = drawnCharts(seen);
  const replicas = drawnReplicas(seen);
  const marks = markParts(seen);
  const context = connectedContext(shown.state.connection);
  const tables = Object.assign({}, ...charts.map((chart) => chart.tables), replicas?.tables) as DashboardView['tables'];
  const decision = decisionPart(seen);
  const page: DashboardPage = {
    ...frame,
    title: labelled(context, `${seen.title} dashboard`),
    heading: labelled(context, seen.title),
    circumstances: [
      `Stack ${oneLine(stack.stack.name)}`,
      ...(context === undefined ? [] : [`Context ${oneLine(context)}`]),
      ...since(tables, seen),
    ],
    isOld: seen.isOld,
    services: statusesOf(stack).map(({ service }) => ({
      id: service.id,
      title: oneLine(titleOf(stack.runbook, service.name)),
    })),
    service: status.service.id,
    decision: notice ? { ...decision, buttons: noticeButtons(notice) } : decision,
    links: dashboardLinks(stack.runbook),
    charts: charts.map(({ part }) => part),
    replicas: replicas?.part,
    marks,
    tables: sight.isTable ? textTables(seen.title, rangeWords[sight.range].span, charts, replicas, marks) : [],
  };
  return { page, tables };
}

/** The one that was asked for, or the one that needs most attention: what the runbook says to do comes before how it is. */
function statusOf(stack: StackStatus, serviceId: string): ServiceStatus | undefined {
  const all = statusesOf(stack);
  const isMore = (a: ServiceStatus, b: ServiceStatus): boolean =>
    urgency(a) !== urgency(b) ? urgency(a) > urgency(b) : compareLevels(a.level, b.level) > 0;
  return (
    all.find(({ service }) => service.id === serviceId) ??
    all.reduce((most, next) => (most && !isMore(next, most) ? most : next), all[0])
  );
}

const urgency = ({ decision }: ServiceStatus): number => (decision ? stateRank[decision.state] : -1);

function nothingSeen({ stackId }: DashboardSight, notice: DashboardPage['notice']) {
  const name = oneLine(stackName(stackId));
  return {
    title: `${name} dashboard`,
    heading: name,
    circumstances: [],
    isOld: true,
    services: [],
    service: '',
    decision: notice && { summary: notice, episode: notice.text, reasons: [], buttons: noticeButtons(notice) },
    notice: undefined,
    links: [],
    charts: [],
    replicas: undefined,
    marks: [],
    tables: [],
  } as const;
}

/** Where what is known begins later than what is shown. */
function since(tables: DashboardView['tables'], { from, gapAfterMs: gapMs, sight }: SeenService): readonly string[] {
  const firsts = Object.values(tables).flatMap(({ times, columns }) => {
    const index = times.findIndex((_, at) => columns.some((column) => column[at] !== null));
    return times[index] ?? [];
  });
  const first = firsts.length === 0 ? undefined : Math.min(...firsts);
  return first === undefined || first - from <= gapMs ? [] : [`Figures since ${clockTime(first, sight.zone)}`];
}

function clockOffset(now: number, zone: Zone): number {
  const local = instantToLocal(now, zone);
  return local ? localAsUtc(local) - Math.floor(now / 1000) * 1000 : 0;
}
