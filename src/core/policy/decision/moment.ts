import type { DecisionState, Refusal } from '../decision.js';
import { wallTime, type DecisionInput } from './decisionInput.js';
import type { DecisionMemory } from './decisionMemory.js';
import { stateRank } from './stateRank.js';
import type { Step } from './step.js';
import { warmUpMs } from './witness.js';

/** A step is looked at twice, so that one odd figure moves nothing. */
export const looks = 2;

/** Why this is not the moment for a step that the figures ask for. A way down never delays a way up. */
export function notNow(
  input: DecisionInput,
  step: Step,
  state: DecisionState,
  memory: DecisionMemory,
): readonly Refusal[] {
  const waits = step.direction === 'up' ? upWaits(input, memory) : downWaits(input, memory);
  const seen = memory.candidate?.seen ?? 0;
  const snooze = memory.snooze;
  return [
    ...(isChanging(input, step) ? [{ refusal: 'operation-running', until: undefined } as const] : []),
    ...waits,
    ...(step.urgent || seen >= looks ? [] : [{ refusal: 'settling', until: undefined } as const]),
    ...(snooze && !isWorse(step, state, snooze, input) ? [{ refusal: 'snoozed', until: snooze.until } as const] : []),
  ];
}

/** What others of the stack go through has to show first, unless it cannot wait. */
const isChanging = ({ operationRunning, stackChanging }: DecisionInput, { urgent }: Step): boolean =>
  operationRunning || (stackChanging && !urgent);

function upWaits(input: DecisionInput, { lastUpTauMs }: DecisionMemory): readonly Refusal[] {
  return cooldown(input, 'up', lastUpTauMs, warmUpMs);
}

/** What happened before anybody watched may have been an up: unknown history waits. */
export function downWaits(input: DecisionInput, memory: DecisionMemory): readonly Refusal[] {
  const { betweenMs, afterUpMs } = input.runbook.scaleDown;
  const watched = memory.knownSinceTauMs + afterUpMs;
  return [
    ...cooldown(input, 'down', memory.lastDownTauMs, betweenMs),
    ...cooldown(input, 'up', memory.lastUpTauMs, afterUpMs),
    ...(memory.lastUpTauMs === null && input.tauMs < watched
      ? [{ refusal: 'settling', until: wallTime(input, watched) } as const]
      : []),
    ...(input.warming > 0 ? [{ refusal: 'settling', until: input.now + warmUpMs } as const] : []),
  ];
}

/** `direction` is that of the last change, which is waited for. */
function cooldown(
  input: DecisionInput,
  direction: 'up' | 'down',
  lastTauMs: number | null,
  waitMs: number,
): readonly Refusal[] {
  if (lastTauMs === null || input.tauMs - lastTauMs >= waitMs) return [];
  const lastAt = wallTime(input, lastTauMs);
  return [{ refusal: 'cooldown', direction, lastAt, until: lastAt + waitMs }];
}

/** Who put it off put off what they saw: not something more urgent, nor a target beyond the next rung. */
function isWorse(
  step: Step,
  state: DecisionState,
  snooze: NonNullable<DecisionMemory['snooze']>,
  { runbook }: DecisionInput,
): boolean {
  const rungsBelow = (target: number): number => runbook.rungs.filter((rung) => rung < target).length;
  return (
    stateRank[state] > stateRank[snooze.state] ||
    (step.direction === 'up' && rungsBelow(step.target) > rungsBelow(snooze.target))
  );
}
