import type { Runbook, RunbookService } from '../../runbook/runbook.js';
import type { ScheduleNow } from '../schedule/scheduleNow.js';
import type { Signal } from '../signal.js';
import type { Connections } from '../target/connectionRoom.js';
import type { DecisionMemory } from './decisionMemory.js';

/** All that is known of one service when a decision is made. */
export interface DecisionInput {
  readonly runbook: Runbook;
  readonly entry: RunbookService;
  /** `<stack id>/<Compose name>`. */
  readonly serviceId: string;
  /** Those that count, whatever their state. */
  readonly replicas: number;
  /** Of these, not ready yet and started a moment ago. */
  readonly warming: number;
  /** CPU percent of each ready replica, as a median over some minutes; undefined for one that could not be read. */
  readonly utilisation: readonly (number | undefined)[];
  readonly signals: readonly Signal[];
  /** Of the whole stack, for rows of the matrix that name another service. */
  readonly stackSignals: readonly Signal[];
  /** The newest value of a metric of this service that still counts. */
  readonly figures: (metric: string) => number | undefined;
  /** How long the metric has been strictly below the bound with every step seen, ms; undefined when not known. */
  readonly lowFor: (metric: string, below: number) => number | undefined;
  /** Undefined for a service that opens none, and while the database does not tell. */
  readonly connections: Connections | undefined;
  readonly schedule: ScheduleNow;
  /** Wall time of the service's last deployment, ms; undefined when there was none that is known. */
  readonly deployedAt: number | undefined;
  readonly operationRunning: boolean;
  /** An operation is at work on its stack, on this service or on others. */
  readonly stackChanging: boolean;
  /** The clock jumped a moment ago: the time of day is not to be relied on. */
  readonly clockSuspect: boolean;
  /** Wall time, ms. */
  readonly now: number;
  /** The policy's own time, ms: never goes back, counts sleep. */
  readonly tauMs: number;
  /** Wall time, ms. */
  readonly snoozedUntil: number | undefined;
  readonly memory: DecisionMemory;
}

/** The wall time of a moment of the policy's time. */
export const wallTime = ({ now, tauMs }: Pick<DecisionInput, 'now' | 'tauMs'>, momentTauMs: number): number =>
  now - tauMs + momentTauMs;

/** The id of another service of the same stack. */
export const siblingId = ({ serviceId, entry }: DecisionInput, name: string): string =>
  serviceId.slice(0, serviceId.length - entry.name.length) + name;

/** The signals of the whole stack; the service's own ones are the newer. */
export const allSignals = (input: DecisionInput): readonly Signal[] => [
  ...input.signals,
  ...input.stackSignals.filter((signal) => signal.serviceId !== input.serviceId),
];
