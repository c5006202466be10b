import { isAlarm } from '../level.js';
import { allSignals, type DecisionInput } from './decisionInput.js';
import { onClock, type DecisionMemory } from './decisionMemory.js';

/** New replicas take this long until what they bring can be seen; no second up before. */
export const warmUpMs = 3 * 60_000;
/** No more ups for a symptom that one did not help against. */
const noMoreUpsMs = 30 * 60_000;
/** Less than this share of improvement is none. */
const leastImprovement = 0.1;

/** The memory with what has happened since the last evaluation: replicas came or went, an up has had its time to help. */
export function witness(input: DecisionInput): DecisionMemory {
  const { replicas, tauMs } = input;
  const memory = onClock(input.memory, tauMs);
  const grew = replicas > memory.replicas;
  const shrank = replicas < memory.replicas;
  const { symptom } = memory;
  const started = symptom && replicas >= symptom.enough ? { ...symptom, tauMs } : null;
  const seen: DecisionMemory = {
    ...memory,
    replicas,
    tauMs,
    troubleSinceTauMs: troubleSince(input, memory),
    lastUpTauMs: grew ? tauMs : memory.lastUpTauMs,
    lastDownTauMs: shrank ? tauMs : memory.lastDownTauMs,
    trial: grew ? started : shrank ? null : memory.trial,
    blocks: memory.blocks.filter((block) => block.untilTauMs > tauMs),
  };
  return judged(seen, input);
}

function troubleSince({ signals, tauMs }: DecisionInput, memory: DecisionMemory): number | null {
  const bad = signals.filter(({ level }) => isAlarm(level));
  if (bad.length === 0) return null;
  const longestMs = Math.max(...bad.map(({ forMs }) => forMs ?? 0));
  return Math.min(memory.troubleSinceTauMs ?? tauMs, tauMs - longestMs);
}

/** Judged once, with the first value after the warm-up. */
function judged(memory: DecisionMemory, input: DecisionInput): DecisionMemory {
  const { trial, tauMs } = memory;
  if (!trial || tauMs - trial.tauMs < warmUpMs) return memory;
  const signals = allSignals(input).filter(
    ({ metric, serviceId }) => metric.id === trial.metric && serviceId === trial.serviceId,
  );
  const value = signals.find((signal) => signal.value !== undefined)?.value;
  if (value === undefined) return memory;
  const lasts = signals.some(({ level }) => isAlarm(level));
  const helped = !lasts || trial.value - value >= trial.value * leastImprovement;
  if (helped) return { ...memory, trial: null };
  const { metric, serviceId } = trial;
  return {
    ...memory,
    trial: null,
    blocks: [...memory.blocks, { metric, serviceId, untilTauMs: tauMs + noMoreUpsMs }],
  };
}
