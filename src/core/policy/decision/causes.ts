import { priorities, type MatrixRow } from '../../runbook/matrixRow.js';
import type { Signal } from '../signal.js';
import { allSignals, siblingId, type DecisionInput } from './decisionInput.js';

/** How pressing: critical, in warning and rising, or in warning for long enough. */
const urgencies = ['critical', 'rising', 'held'] as const;
export type Urgency = (typeof urgencies)[number];

/** Something that asks for more replicas of the service: a signal, and the row of the matrix that names the service for it. */
export interface Cause {
  readonly signal: Signal;
  readonly row: MatrixRow | undefined;
  readonly urgency: Urgency;
  /** Shown by the service itself, not by another one. */
  readonly own: boolean;
}

/** A warning that lasts this long is to be prepared for. */
export const prepareAfterMs = 5 * 60_000;

/** What is not seen any more asks for nothing new. */
export const isSeen = (signal: Signal): boolean =>
  signal.value !== undefined && (signal.evidence === 'ok' || signal.evidence === 'sparse');

/** The most pressing cause first, named by the first row of the highest priority that applies. */
export function causesOf(input: DecisionInput): readonly Cause[] {
  const { entry } = input;
  const signals = allSignals(input);
  const byRow = input.runbook.matrix
    .filter((row) => row.scale === 'all' || row.scale.includes(entry.name))
    .flatMap((row) => causeOf(row, input, signals) ?? []);
  const rest = input.signals
    .filter((signal) => !byRow.some((cause) => cause.signal === signal) && !isForOthers(signal, input))
    .flatMap((signal): Cause[] => {
      const urgency = urgencyOf(signal);
      return urgency ? [{ signal, row: undefined, urgency, own: true }] : [];
    });
  return [...byRow, ...rest].sort(
    (a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency) || rank(a) - rank(b),
  );
}

const rank = ({ row }: Cause): number => (row ? priorities.indexOf(row.priority) : priorities.length);

function causeOf(row: MatrixRow, input: DecisionInput, signals: readonly Signal[]): Cause | undefined {
  const shown = signals.filter((signal) => signal.metric.id === row.when.metric && isWhere(signal, row, input));
  for (const urgency of urgencies) {
    const signal = shown.find((candidate) => urgencyIn(row, candidate) === urgency);
    if (signal) return { signal, row, urgency, own: signal.serviceId === input.serviceId };
  }
  return undefined;
}

/** A restart helps the service that shows the symptom; one that does not is only disturbed by it. */
function isWhere(signal: Signal, row: MatrixRow, input: DecisionInput): boolean {
  if (row.when.service !== undefined) return signal.serviceId === siblingId(input, row.when.service);
  return row.action === 'scale' || signal.serviceId === input.serviceId;
}

/** A row's own bound is critical. It lasts as long as the signal does, so that it does not come and go at the bound. */
function urgencyIn({ when: { above } }: MatrixRow, signal: Signal): Urgency | undefined {
  if (above === undefined) return urgencyOf(signal);
  if (!isSeen(signal) || signal.level === 'unknown' || signal.value === undefined) return undefined;
  const latched = signal.level === 'critical' && (signal.rule.critical?.value ?? -Infinity) >= above;
  return latched || signal.value > above ? 'critical' : undefined;
}

function urgencyOf(signal: Signal): Urgency | undefined {
  if (!isSeen(signal)) return undefined;
  if (signal.level === 'critical') return 'critical';
  if (signal.level !== 'warning') return undefined;
  if (signal.projected !== undefined) return 'rising';
  return (signal.forMs ?? 0) >= prepareAfterMs ? 'held' : undefined;
}

/** The runbook says of this very symptom of this service to scale others. */
function isForOthers(signal: Signal, { entry, runbook }: DecisionInput): boolean {
  const rows = runbook.matrix.filter(({ when }) => when.metric === signal.metric.id && when.service === entry.name);
  return rows.length > 0 && rows.every((row) => row.scale !== 'all' && !row.scale.includes(entry.name));
}
