import { verificationOf } from '../verification/keptVerification.js';
import { summaryOf } from '../verification/verificationSummary.js';
import type { JournalEvent } from './journalEvent.js';
import type { Operation, StageState, StageStep } from './operation.js';

const pending: StageState = { phase: 'pending', begunAt: undefined, endedAt: undefined, until: undefined, steps: [] };

/**
 * What an operation is after one more event of the journal: the same for one that runs and for one that is read from the file. Undefined for
 * an event of an operation whose beginning is missing.
 */
export function applyEvent(operation: Operation | undefined, entry: JournalEvent): Operation | undefined {
  if (entry.event === 'started') {
    const { operation: id, by, plan, overrides, before, at } = entry;
    return {
      id,
      by,
      plan,
      overrides,
      before,
      startedAt: at,
      stages: plan.stages.map(() => pending),
      outcome: undefined,
      notes: [],
      watch: undefined,
      verified: undefined,
      continuedBy: undefined,
    };
  }
  return operation && applyTo(operation, entry);
}

function applyTo(operation: Operation, entry: Exclude<JournalEvent, { event: 'started' }>): Operation {
  const { at } = entry;
  switch (entry.event) {
    case 'timed':
      return { ...operation, timesBefore: entry.times };
    case 'stage-begun': {
      const phase = entry.until === undefined ? 'running' : 'waiting';
      return withStage(operation, entry.stage, (stage) => ({ ...stage, phase, begunAt: at, until: entry.until }));
    }
    case 'step':
      return withStage(operation, entry.stage, (stage) => ({
        ...stage,
        steps: withStep(stage.steps, { ...entry.step, at }),
      }));
    case 'stage-ended':
      return withStage(operation, entry.stage, (stage) => ({ ...stage, phase: entry.phase, endedAt: at }));
    case 'ended':
      return {
        ...operation,
        stages: operation.stages.map(atEnd),
        outcome: { ...entry.outcome, endedAt: at },
      };
    case 'continued':
      return { ...operation, continuedBy: entry.as };
    case 'note':
      return { ...operation, notes: [...operation.notes, { at, by: entry.by, text: entry.text }] };
    case 'watch-begun':
      // Two windows may begin it: what the first has seen stays.
      if (operation.watch) return operation;
      return {
        ...operation,
        watch: { until: entry.until, everyMs: entry.everyMs, firstAt: entry.firstAt, looks: [], verdict: undefined },
      };
    case 'watch-look': {
      const { watch } = operation;
      return watch ? { ...operation, watch: { ...watch, looks: [...watch.looks, { ...entry.look, at }] } } : operation;
    }
    case 'watch-ended':
      return operation.watch ? { ...operation, watch: { ...operation.watch, verdict: entry.verdict } } : operation;
    case 'verified':
      return { ...operation, verified: summaryOf(verificationOf(entry.verification)) };
  }
}

function withStage(operation: Operation, index: number, change: (stage: StageState) => StageState): Operation {
  return { ...operation, stages: operation.stages.map((stage, other) => (other === index ? change(stage) : stage)) };
}

/** A step's later phase takes the place of its earlier one. */
const withStep = (steps: readonly StageStep[], step: StageStep): readonly StageStep[] =>
  steps.some(({ name }) => name === step.name)
    ? steps.map((other) => (other.name === step.name ? step : other))
    : [...steps, step];

function atEnd(stage: StageState): StageState {
  if (stage.phase === 'pending') return { ...stage, phase: 'left-out' };
  if (stage.phase === 'running' || stage.phase === 'waiting') return { ...stage, phase: 'unfinished' };
  return stage;
}
