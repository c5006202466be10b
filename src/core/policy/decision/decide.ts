import type { Decision, DecisionState, Recommendation, Refusal } from '../decision.js';
import { compareLevels, isAlarm } from '../level.js';
import type { Signal } from '../signal.js';
import { combineTargets } from '../target/combineTargets.js';
import { stabiliseMs } from '../target/stabilise.js';
import { againstFewer } from './againstFewer.js';
import { calmOf } from './calm.js';
import { causesOf } from './causes.js';
import type { DecisionInput } from './decisionInput.js';
import type { DecisionMemory } from './decisionMemory.js';
import { looks, notNow } from './moment.js';
import { proposalsOf } from './proposals.js';
import { stateOf } from './stateOf.js';
import type { Step, Way } from './step.js';
import { wayDown } from './wayDown.js';
import { wayUp } from './wayUp.js';
import { witness } from './witness.js';

/** An episode goes on when what it is about comes back this soon. */
const episodeGapMs = 5 * 60_000;

/** Evaluations that follow each other at once see the same figures: they are one look. */
const betweenLooksMs = 5000;

export interface Decided {
  readonly decision: Decision;
  readonly againstFewer: readonly Refusal[];
  readonly memory: DecisionMemory;
}

/** What the runbook says of one service now, and what to remember of it for the next time. */
export function decide(given: DecisionInput): Decided {
  const witnessed = witness(given);
  const input = { ...given, memory: witnessed };
  // Stopped by a person: nobody is served, and nothing can be measured.
  const isStopped = input.replicas === 0 && input.entry.min > 0;
  const calm = calmOf(input);
  const causes = isStopped ? [] : causesOf(input);
  const combined = combineTargets(proposalsOf(input), input.replicas);
  const recalled = { ...witnessed, answers: recentAnswers(input, combined.replicas) };
  const up = isStopped ? stopped : wayUp(input, causes, combined);
  // An alarm whose readings are late asks for nothing, and is no time for fewer.
  const late = input.signals.filter(({ level, evidence }) => isAlarm(level) && evidence !== 'ok');
  const waiting: Way = { step: undefined, refusals: late.map(({ metric }) => readingsLate(metric.id)) };
  const way = up.asked || isStopped ? up : late.length > 0 ? waiting : wayDown(input, combined, recalled, calm);
  const { step } = way;
  const state = stateOf(input, causes, recalled, step?.direction === 'down');
  const memory = remembered(input, recalled, state, step, up.symptom);
  const now = step ? notNow(input, step, state, memory) : [];
  const decision: Decision = {
    state,
    forMs: input.tauMs - memory.stateSinceTauMs,
    cause: causes[0]?.signal ?? worst(input.signals),
    wanted: step && { target: step.target, reasons: step.reasons },
    recommendation: step && now.length === 0 ? recommendation(input, step, memory) : undefined,
    refusals: [...now, ...way.refusals],
  };
  return { decision, againstFewer: againstFewer(input, calm, memory), memory };
}

const readingsLate = (metric: string): Refusal => ({ refusal: 'signal-unknown', metric, until: undefined });

const noRule: Refusal = { refusal: 'no-target-rule', until: undefined };
const stopped = { asked: false, step: undefined, refusals: [noRule], symptom: null } as const;

function recentAnswers({ entry, tauMs, memory }: DecisionInput, replicas: number): DecisionMemory['answers'] {
  if (entry.targets.length === 0) return [];
  return [...memory.answers.filter((answer) => answer.tauMs > tauMs - stabiliseMs), { tauMs, replicas }];
}

function remembered(
  input: DecisionInput,
  memory: DecisionMemory,
  state: DecisionState,
  step: Way['step'],
  symptom: DecisionMemory['symptom'],
): DecisionMemory {
  const { tauMs } = input;
  return {
    ...memory,
    state,
    stateSinceTauMs: state === memory.state ? memory.stateSinceTauMs : tauMs,
    symptom,
    candidate: step ? candidateOf(step, input, memory) : null,
    episode: step ? episodeOf(input, step, memory) : recent(memory, tauMs),
    snooze: snoozeOf(input, state, step, memory),
  };
}

function candidateOf(
  { direction }: Step,
  { replicas: from, tauMs }: DecisionInput,
  { candidate }: DecisionMemory,
): DecisionMemory['candidate'] {
  if (candidate?.direction !== direction || candidate.from !== from)
    return { direction, from, seen: 1, lookTauMs: tauMs };
  return tauMs - candidate.lookTauMs < betweenLooksMs
    ? candidate
    : { direction, from, seen: Math.min(candidate.seen + 1, looks), lookTauMs: tauMs };
}

function recent({ episode }: DecisionMemory, tauMs: number): DecisionMemory['episode'] {
  return episode && tauMs - episode.seenTauMs <= episodeGapMs ? episode : null;
}

function episodeOf(
  { serviceId, replicas: from, now, tauMs }: DecisionInput,
  { direction }: Step,
  memory: DecisionMemory,
): DecisionMemory['episode'] {
  const before = recent(memory, tauMs);
  const same = before?.direction === direction && before.from === from;
  return same
    ? { ...before, seenTauMs: tauMs }
    : { id: `${serviceId}:${direction}:${from}:${now}`, direction, from, seenTauMs: tauMs };
}

function snoozeOf(
  { snoozedUntil, now, replicas }: DecisionInput,
  state: DecisionState,
  step: Way['step'],
  { snooze }: DecisionMemory,
): DecisionMemory['snooze'] {
  if (snoozedUntil === undefined || snoozedUntil <= now) return null;
  return snooze?.until === snoozedUntil ? snooze : { until: snoozedUntil, state, target: step?.target ?? replicas };
}

function recommendation(
  { serviceId, entry, replicas }: DecisionInput,
  { direction, target, restartFirst, reasons }: Step,
  { episode }: DecisionMemory,
): Recommendation {
  const id = episode?.id ?? serviceId;
  return { serviceId, service: entry.name, direction, from: replicas, target, restartFirst, reasons, episode: id };
}

/** The signal that matters most while nothing asks for replicas yet. */
function worst(signals: readonly Signal[]): Signal | undefined {
  const bad = signals.filter(({ level }) => isAlarm(level));
  return [...bad].sort((a, b) => compareLevels(b.level, a.level) || (b.forMs ?? 0) - (a.forMs ?? 0))[0];
}
