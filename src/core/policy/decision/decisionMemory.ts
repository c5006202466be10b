import type { DecisionState } from '../decision.js';
import type { Answer } from '../target/stabilise.js';

/** The symptom that an up is for, as it was when the up was wanted. */
export interface Symptom {
  readonly metric: string;
  readonly serviceId: string;
  readonly value: number;
  /** Replicas that were held to be enough; after a smaller step the symptom says nothing about whether it helped. */
  readonly enough: number;
}

/**
 * What one evaluation leaves to the next. Plain JSON, null where there is none; all times are of the policy's own clock, so
 * that neither sleep nor a clock that was set ends a waiting time early.
 */
export interface DecisionMemory {
  /** Of the last evaluation. */
  readonly tauMs: number;
  /** Since when scale events were watched: what happened before is not known. */
  readonly knownSinceTauMs: number;
  readonly replicas: number;
  readonly state: DecisionState;
  readonly stateSinceTauMs: number;
  /** Since when a signal of the service was not normal without a break. */
  readonly troubleSinceTauMs: number | null;
  readonly lastUpTauMs: number | null;
  readonly lastDownTauMs: number | null;
  /** What the target rules answered lately. */
  readonly answers: readonly Answer[];
  readonly symptom: Symptom | null;
  /** An up that has to show yet whether it helped. */
  readonly trial: (Symptom & { readonly tauMs: number }) | null;
  /** Symptoms that an up did not help against. */
  readonly blocks: readonly { readonly metric: string; readonly serviceId: string; readonly untilTauMs: number }[];
  /** Looks in a row that wanted the same direction from the same count. */
  readonly candidate: {
    readonly direction: 'up' | 'down';
    readonly from: number;
    readonly seen: number;
    readonly lookTauMs: number;
  } | null;
  readonly episode: {
    readonly id: string;
    readonly direction: 'up' | 'down';
    readonly from: number;
    readonly seenTauMs: number;
  } | null;
  /** How it stood when it was put off. */
  readonly snooze: { readonly until: number; readonly state: DecisionState; readonly target: number } | null;
}

/** For a service that is looked at for the first time. */
export const newDecisionMemory = (replicas: number, tauMs: number): DecisionMemory => ({
  tauMs,
  knownSinceTauMs: tauMs,
  replicas,
  state: 'steady',
  stateSinceTauMs: tauMs,
  troubleSinceTauMs: null,
  lastUpTauMs: null,
  lastDownTauMs: null,
  answers: [],
  symptom: null,
  trial: null,
  blocks: [],
  candidate: null,
  episode: null,
  snooze: null,
});

/**
 * The same memory on a clock that began anew behind it, as after a restart: waiting times then go on from where they were.
 * A clock that went on needs nothing.
 */
export function onClock(memory: DecisionMemory, tauMs: number): DecisionMemory {
  const shift = tauMs - memory.tauMs;
  if (shift >= 0) return memory;
  const moved = (at: number | null): number | null => (at === null ? null : at + shift);
  return {
    ...memory,
    tauMs,
    knownSinceTauMs: memory.knownSinceTauMs + shift,
    stateSinceTauMs: memory.stateSinceTauMs + shift,
    troubleSinceTauMs: moved(memory.troubleSinceTauMs),
    lastUpTauMs: moved(memory.lastUpTauMs),
    lastDownTauMs: moved(memory.lastDownTauMs),
    answers: memory.answers.map((answer) => ({ ...answer, tauMs: answer.tauMs + shift })),
    trial: memory.trial && { ...memory.trial, tauMs: memory.trial.tauMs + shift },
    blocks: memory.blocks.map((block) => ({ ...block, untilTauMs: block.untilTauMs + shift })),
    candidate: memory.candidate && { ...memory.candidate, lookTauMs: memory.candidate.lookTauMs + shift },
    episode: memory.episode && { ...memory.episode, seenTauMs: memory.episode.seenTauMs + shift },
  };
}
