import { decide } from '../../../../../src/core/policy/decision/decide.js';
import type { DecisionInput } from '../../../../../src/core/policy/decision/decisionInput.js';
import { newDecisionMemory } from '../../../../../src/core/policy/decision/decisionMemory.js';
import type { Decision } from '../../../../../src/core/policy/decision.js';
import type { ScheduleNow } from '../../../../../src/core/policy/schedule/scheduleNow.js';
import type { Evidence, Signal } from '../../../../../src/core/policy/signal.js';
import { isMeasuredOf, type RunbookService } from '../../../../../src/core/runbook/runbook.js';
import { metrics, minutes, rules, services, team, type ServiceName } from './teamRunbook.js';

export const now = Date.UTC(2026, 8, 1, 18, 0);
export const tauMs = 36_000_000;

export const quietSchedule: ScheduleNow = {
  businessHours: false,
  businessHoursEndAt: undefined,
  keep: false,
  keepUntil: undefined,
  calendarUnknown: false,
  expected: [],
};

export type Values = Readonly<Record<string, number | undefined>>;

/** Normal, and not low enough for scaling down. */
const normal: Values = {
  ...{ cpuAverage: 50, cpuPeak: 60, memoryAverage: 50, memoryPeak: 60, memoryGrowth: 0 },
  ...{ p50: 100, p95: 1500, p99: 2000, errorRate: 0, serverErrors: 0, timeouts: 0 },
  ...{ jobsWaiting: 30, queueWait: 1000, processingTime: 1000, jobsActive: 0 },
  ...{ activeConnections: 5, poolUsage: 10, connectionWait: 1 },
};
/** Low enough for scaling down. */
export const low: Values = { ...normal, cpuAverage: 10, cpuPeak: 20, memoryAverage: 20, p95: 100, jobsWaiting: 5 };

export interface Scenario extends Partial<Omit<DecisionInput, 'entry' | 'signals' | 'figures'>> {
  readonly entry?: RunbookService;
  readonly base?: Values;
  readonly values?: Values;
  /** How long each signal has had its level. */
  readonly forMs?: number;
  readonly projected?: Values;
  readonly evidence?: Readonly<Record<string, Evidence>>;
  /** Values of the other services. */
  readonly others?: Readonly<Record<string, Values>>;
}

type SignalScenario = Pick<Scenario, 'forMs' | 'projected' | 'evidence'>;

/** A signal for each rule whose metric is measured of the service. */
export function signalsOf(name: string, values: Values, scenario: SignalScenario = {}): readonly Signal[] {
  return rules.flatMap((rule): Signal[] => {
    const metric = metrics.find(({ id }) => id === rule.metric);
    if (!metric || !isMeasuredOf(metric, name)) return [];
    const value = values[metric.id];
    const { warning, critical } = rule;
    const level =
      value === undefined || !warning || !critical
        ? 'unknown'
        : value > critical.value
          ? 'critical'
          : value > warning.value
            ? 'warning'
            : 'normal';
    return [
      {
        rule,
        metric,
        serviceId: `compose:team/${name}`,
        value,
        level,
        forMs: scenario.forMs ?? 10 * minutes,
        phase: 'steady',
        evidence: value === undefined ? 'nodata' : (scenario.evidence?.[metric.id] ?? 'ok'),
        ageMs: 0,
        source: '',
        problem: '',
        trend: undefined,
        projected: level === 'warning' ? scenario.projected?.[metric.id] : undefined,
        flapping: false,
      },
    ];
  });
}

/** All is watched for long and nothing has happened, save what the scenario says. */
export function inputOf(name: ServiceName, scenario: Scenario = {}): DecisionInput {
  const { base = normal, values: given = {}, others = {}, forMs, projected, evidence, ...rest } = scenario;
  const values = { ...base, ...given };
  const replicas = rest.replicas ?? services[name].baseline;
  const warming = rest.warming ?? 0;
  const own = {
    ...(forMs === undefined ? {} : { forMs }),
    ...(projected ? { projected } : {}),
    ...(evidence ? { evidence } : {}),
  };
  const signals = signalsOf(name, values, own);
  return {
    runbook: team,
    entry: services[name],
    serviceId: `compose:team/${name}`,
    replicas,
    warming,
    utilisation: Array.from({ length: Math.max(0, replicas - warming) }, () => values['cpuAverage']),
    signals,
    stackSignals: [
      ...signals,
      ...Object.entries(others).flatMap(([other, changed]) => signalsOf(other, { ...normal, ...changed }, own)),
    ],
    figures: (metric) => values[metric],
    lowFor: (metric, below) => {
      const value = values[metric];
      return value === undefined ? undefined : value < below ? 45 * minutes : 0;
    },
    // Plenty, unless a test is about them.
    connections:
      services[name].connectionsPerReplica === undefined
        ? undefined
        : { limit: 5000, reserved: 3, others: 0, perReplica: 50 },
    schedule: quietSchedule,
    deployedAt: undefined,
    operationRunning: false,
    stackChanging: false,
    clockSuspect: false,
    now,
    tauMs,
    snoozedUntil: undefined,
    memory: newDecisionMemory(replicas, 0),
    ...rest,
  };
}

/** The decision after a second look a quarter of a minute later, with nothing changed. */
export function decideTwice(input: DecisionInput): ReturnType<typeof decide> {
  const first = decide(input);
  return decide({ ...input, now: input.now + 15_000, tauMs: input.tauMs + 15_000, memory: first.memory });
}

export const twice = (name: ServiceName, scenario: Scenario = {}): Decision =>
  decideTwice(inputOf(name, scenario)).decision;

/** `up 6`, `down 5`, or the first refusal. */
export function summary({ recommendation, refusals }: Decision): string {
  if (recommendation) return `${recommendation.direction} ${recommendation.target}`;
  const [first] = refusals;
  if (!first) return 'nothing';
  if (first.refusal === 'other-remedy') return first.remedy;
  return 'metric' in first ? `${first.refusal} ${first.metric}` : first.refusal;
}
