import type { UnderOperation } from '../operation/run/underOperation.js';
import { connectionMetrics } from '../runbook/connectionMetrics.js';
import { isMeasuredOf, runbookService, type Runbook, type RunbookService } from '../runbook/runbook.js';
import type { Metric } from '../runbook/metric.js';
import { servicesInOrder } from '../runbook/servicesInOrder.js';
import { isRunning, type Change } from '../scaling/change.js';
import { presentCount, type Service, type Stack } from '../stack/stack.js';
import { isReady, isStarting } from './condition.js';
import { connectionsOf } from './connectionsOf.js';
import { decide } from './decision/decide.js';
import { newDecisionMemory } from './decision/decisionMemory.js';
import { dockerFigure } from './dockerFigures.js';
import { figureIntervalMs, figureKey, type Figure, type Figures } from './figure.js';
import { growthFigure } from './growthFigure.js';
import { lowFor, remember, within, type History } from './history.js';
import type { Readings } from './reading.js';
import type { CalendarState } from './schedule/calendarState.js';
import { scheduleNow, type ScheduleNow } from './schedule/scheduleNow.js';
import { nearCapacity } from './schedule/testedCapacity.js';
import { takeFigures, type ServiceMemory } from './serviceMemory.js';
import type { ServicePolicy } from './servicePolicy.js';
import { signalsOf } from './serviceSignals.js';
import { median } from './statistics/median.js';
import type { Signal } from './signal.js';
import type { Axis } from './time/axis.js';
import { isRecent } from './time/isRecent.js';
import { longestGapMs } from './longestGapMs.js';

export interface StackLook {
  readonly stack: Stack;
  readonly runbook: Runbook;
  /** Those that still count. */
  readonly readings: Readings;
  readonly readingIntervalMs: number;
  readonly figures: Figures;
  readonly changes: readonly Change[];
  readonly underOperation: UnderOperation;
  readonly calendar: CalendarState;
  readonly axis: Axis;
  /** Wall time, ms. */
  readonly now: number;
  readonly memoryOf: (serviceId: string) => ServiceMemory;
}

export interface Decided {
  readonly serviceId: string;
  readonly policy: ServicePolicy;
  /** To go on with at the next look. */
  readonly memory: ServiceMemory;
}

interface Seen {
  readonly service: Service;
  readonly memory: ServiceMemory;
  readonly signals: readonly Signal[];
}

/** A replica's CPU is taken as its median over this time. */
const utilisationMs = 3 * 60_000;
/** One look at a stack: what the rules make of everything that was read since the last one, for each of its services. */
export function decideStack(look: StackLook): readonly Decided[] {
  const { runbook: named, others } = servicesInOrder(look.stack, look.runbook);
  const seen = [...named, ...others].map((service) => see(service, look));
  const stackSignals = seen.flatMap(({ signals }) => signals);
  const schedule = withTested(scheduleNow(look.runbook, look.calendar, look.now), seen, look);
  return seen.map(({ service, memory, signals }): Decided => {
    const replicas = presentCount(service);
    const entry = runbookService(look.runbook, service.name) ?? unnamed(service.name, replicas, look.runbook);
    const {
      decision,
      againstFewer,
      memory: decisionMemory,
    } = decide({
      runbook: look.runbook,
      entry,
      serviceId: service.id,
      replicas,
      warming: service.replicas.filter(isStarting).length,
      utilisation: service.replicas.filter(isReady).map((replica) => {
        const recent = within(memory.utilisation[replica.id] ?? [], look.axis.tauMs, utilisationMs);
        return median(recent.map(({ value }) => value));
      }),
      signals,
      stackSignals,
      figures: (metric) => freshValue(memory.figures[metric], look.now, intervalOf(look, service, metric)),
      lowFor: (metric, below) =>
        lowFor(memory.histories[metric] ?? [], below, look.axis.tauMs, longestGapMs(intervalOf(look, service, metric))),
      connections: connectionsOf(look.runbook, entry, memory.histories, look.axis.tauMs),
      schedule,
      deployedAt: memory.deployedAt,
      operationRunning:
        look.underOperation.services.has(service.id) ||
        look.changes.some((change) => isRunning(change) && change.plan.serviceId === service.id),
      stackChanging: look.underOperation.stacks.has(look.stack.id),
      clockSuspect: (look.axis.suspectUntilTauMs ?? -Infinity) > look.axis.tauMs,
      snoozedUntil: memory.snoozedUntil,
      now: look.now,
      tauMs: look.axis.tauMs,
      memory: memory.decision ?? newDecisionMemory(replicas, look.axis.tauMs),
    });
    return {
      serviceId: service.id,
      policy: { signals, decision, againstFewer, decidedAt: look.now },
      memory: { ...memory, decision: decisionMemory },
    };
  });
}

/** A capacity that is nearly used up is like something that is expected now. */
function withTested(schedule: ScheduleNow, seen: readonly Seen[], { runbook, now }: StackLook): ScheduleNow {
  const valueOf = (service: string, metric: string): number | undefined =>
    freshValue(seen.find((other) => other.service.name === service)?.memory.figures[metric], now, figureIntervalMs);
  const near = nearCapacity(runbook, valueOf).map(({ title, tested, percent, counts }) => ({
    title: `${title} at ${Math.floor(percent)} % of its tested capacity (${tested.metric})`,
    at: now,
    proposeFrom: now,
    // Measured, and not planned: nobody acts on it alone.
    dueAt: Infinity,
    until: now + figureIntervalMs,
    counts,
  }));
  return near.length === 0 ? schedule : { ...schedule, expected: [...near, ...schedule.expected] };
}

function see(service: Service, look: StackLook): Seen {
  const { runbook, readings, axis, now } = look;
  const before = withReplicas(look.memoryOf(service.id), service, readings, axis.tauMs, now);
  const metrics = runbook.metrics.filter((metric) => isMeasuredOf(metric, service.name));
  const intervals = (metric: string): number => intervalOf(look, service, metric);
  const own = metrics.flatMap((metric) => [
    ...momentary(metric, service, readings, now),
    ...growthFigure(metric, metrics, service, before, axis.tauMs, now),
  ]);
  const read = [...metrics, ...connectionMetrics(runbook)].flatMap(
    ({ id }) => look.figures.get(figureKey(service.id, id)) ?? [],
  );
  const figures = oneOfEach(metrics, own, read);
  const memory = takeFigures(before, service.name, runbook, figures, axis.tauMs, now, intervals);
  return { service, memory, signals: signalsOf(memory, service, runbook, axis.tauMs, intervals) };
}

/** Of each metric the figure of the source that comes first and has one: what is known here of Docker, or what was read elsewhere. */
function oneOfEach(metrics: readonly Metric[], own: readonly Figure[], read: readonly Figure[]): readonly Figure[] {
  const found = new Map(read.map((figure) => [figure.metric, figure]));
  for (const figure of own) {
    const isDockerFirst = metrics.find(({ id }) => id === figure.metric)?.sources[0]?.from === 'docker';
    const other = found.get(figure.metric);
    const isBetter = isDockerFirst ? figure.value !== undefined : other?.value === undefined;
    if (!other || isBetter) found.set(figure.metric, figure);
  }
  return [...found.values()];
}

/** What Docker says of a metric at this moment; nothing where another source comes first. */
function momentary(metric: Metric, service: Service, readings: Readings, now: number): readonly Figure[] {
  const [source] = metric.sources;
  if (source?.from !== 'docker' || source.figure === 'memoryGrowth') return [];
  return [dockerFigure(service, metric.id, source.figure, readings, now)];
}

/** The CPU of each replica over the last minutes, and whether what runs is another definition than before. */
function withReplicas(
  memory: ServiceMemory,
  service: Service,
  readings: Readings,
  tauMs: number,
  now: number,
): ServiceMemory {
  const utilisation: Record<string, History> = {};
  for (const { id } of service.replicas) {
    const value = readings.get(id)?.cpuPercent;
    const history = within(memory.utilisation[id] ?? [], tauMs, utilisationMs);
    utilisation[id] = value === undefined ? history : remember(history, tauMs, value);
  }
  const definition = [...new Set(service.replicas.map(({ imageId, configHash }) => `${imageId} ${configHash}`))]
    .sort()
    .join();
  const isDeployed = memory.definition !== '' && definition !== '' && definition !== memory.definition;
  return {
    ...memory,
    utilisation,
    definition: definition === '' ? memory.definition : definition,
    deployedAt: isDeployed ? now : memory.deployedAt,
  };
}

/** A service that the runbook does not name: nobody has said how many it should have, so none are recommended. */
function unnamed(name: string, replicas: number, { otherServices }: Runbook): RunbookService {
  return {
    name,
    title: name,
    min: otherServices?.min ?? replicas,
    baseline: replicas,
    max: otherServices?.max ?? replicas,
    healthUrls: [],
    healthAverageMs: undefined,
    targets: [],
    memoryPerReplicaBytes: undefined,
    connectionsPerReplica: undefined,
  };
}

/** A figure that is older than three intervals says nothing about now. */
const freshValue = (figure: Figure | undefined, now: number, intervalMs: number): number | undefined =>
  figure && isRecent(figure.at, now, 3 * Math.max(intervalMs, figureIntervalMs)) ? figure.value : undefined;

const intervalOf = ({ figures, readingIntervalMs }: StackLook, { id }: Service, metric: string): number =>
  figures.has(figureKey(id, metric)) ? figureIntervalMs : readingIntervalMs;
