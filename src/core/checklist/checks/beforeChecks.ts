import { compareLevels, isAlarm } from '../../policy/level.js';
import type { DecisionState, Refusal } from '../../policy/decision.js';
import type { Guard } from '../../scaling/guards/guard.js';
import type { SeenVerdict } from '../run.js';
import { nothing, type Finding } from './finding.js';
import { directionOf, type RunGround, type RunService } from './ground.js';

/** The rules have figures of every service that the run is about. */
export function metricsKnown({ services }: RunGround): Finding {
  const statuses = services.map(({ status }) => status);
  if (statuses.length === 0) return nothing('unknown', 'no-figures');
  const isBlind = statuses.some(({ level, signals }) => level === 'unknown' || signals.length === 0);
  return { verdict: isBlind ? 'unknown' : 'pass', evidence: { of: 'levels', statuses } };
}

const callsForMore: readonly DecisionState[] = ['prepare', 'scale-proactively', 'scale-now'];

/** What the rules say of a service calls for the change. Of several, one is enough: a stack is scaled for what is short in it. */
export const decisionJustified = (ground: RunGround): Finding => byDecision(ground, calls);

/** It has done so for as long as the runbook wants. A watch of five minutes is what *prepare* stands for. */
export const decisionHeld = (ground: RunGround): Finding =>
  byDecision(ground, (service, direction) => calls(service, direction) && service.status.cause?.phase !== 'recovering');

type Calls = (service: RunService, direction: 'up' | 'down' | undefined) => boolean;

const calls: Calls = ({ status: { decision } }, direction) => {
  if (!decision) return false;
  const { state, recommendation } = decision;
  const up = callsForMore.includes(state) || recommendation?.direction === 'up';
  const down = state === 'scale-down-possible' || recommendation?.direction === 'down';
  return direction === undefined ? up || down : direction === 'up' ? up : down;
};

function byDecision(ground: RunGround, isSo: Calls): Finding {
  const { services } = ground;
  const direction = directionOf(ground);
  const told = services.filter(({ status }) => status.decision !== undefined);
  const found = told.find((service) => isSo(service, direction)) ?? worst(told);
  if (!found) return nothing('unknown', 'no-figures');
  const isCalled = isSo(found, direction);
  const verdict = isCalled ? 'pass' : found.status.level === 'unknown' ? 'unknown' : 'fail';
  return { verdict, evidence: { of: 'decision', status: found.status } };
}

const worst = (services: readonly RunService[]): RunService | undefined =>
  services.reduce<RunService | undefined>(
    (most, each) => (most && compareLevels(most.status.level, each.status.level) >= 0 ? most : each),
    undefined,
  );

export const countsNoted = ({ run: { countsBefore } }: RunGround): Finding =>
  Object.keys(countsBefore).length === 0
    ? nothing('unknown', 'no-counts')
    : { verdict: 'pass', evidence: { of: 'counts', counts: countsBefore } };

const hostGuards: readonly Guard['guard'][] = ['host-cpu', 'host-memory', 'host-disk', 'node-room'];

export const hostResources = (ground: RunGround): Finding => byGuards(ground, hostGuards, 'pass');

/** A plan of services that open no connections has no such guard. */
export const databaseConnections = (ground: RunGround): Finding => byGuards(ground, ['connections'], 'not-needed');

/** Fewer replicas than there are: it has been calm for as long as the runbook wants. */
export const calm = (ground: RunGround): Finding =>
  directionOf(ground) === 'up' ? nothing('not-needed', 'not-scaled-down') : byGuards(ground, ['calm'], 'unknown');

function byGuards({ run, guards }: RunGround, kinds: readonly Guard['guard'][], whenNone: SeenVerdict): Finding {
  const { service, target } = run.subject;
  if (service === '' && !guards) return nothing('not-yet', 'no-plan');
  if (service !== '' && target === undefined) return nothing('not-yet', 'no-target');
  if (!guards) return nothing('not-yet', 'not-planned');
  const found = guards.filter(({ guard }) => kinds.includes(guard.guard));
  if (found.length === 0) return nothing(whenNone, whenNone === 'not-needed' ? 'no-connections' : 'not-planned');
  const told = found.filter(({ guard }) => verdictOf(guard) !== 'pass');
  return {
    verdict: told.some(({ guard }) => verdictOf(guard) === 'fail') ? 'fail' : told.length > 0 ? 'unknown' : 'pass',
    evidence: { of: 'guards', guards: told.length > 0 ? told : found },
  };
}

/** A warning with its figures is for a person to go past, with a reason; one without figures is that nothing could be told. */
function verdictOf(guard: Guard): 'pass' | 'fail' | 'unknown' {
  if (guard.verdict === 'pass') return 'pass';
  const isKnown = 'known' in guard ? guard.known : !('free' in guard) || guard.free !== undefined;
  return isKnown ? 'fail' : 'unknown';
}

export const noSpikeExpected = (ground: RunGround): Finding =>
  against(ground, (refusal) => refusal === 'spike-expected' || refusal === 'calendar-unknown');

export const outsideBusyHours = (ground: RunGround): Finding =>
  against(ground, (refusal) => refusal === 'business-hours' || refusal === 'keep-window');

function against({ services }: RunGround, counts: (refusal: Refusal['refusal']) => boolean): Finding {
  const known = services.flatMap(({ status, policy }) => (policy ? [{ status, policy }] : []));
  for (const { status, policy } of known) {
    const refusal = policy.againstFewer.find((each) => counts(each.refusal));
    if (!refusal) continue;
    const verdict = refusal.refusal === 'calendar-unknown' ? 'unknown' : 'fail';
    return { verdict, evidence: { of: 'refusal', service: status.service.name, refusal } };
  }
  return known.length < services.length || known.length === 0
    ? nothing('unknown', 'no-figures')
    : nothing('pass', 'nothing-against');
}

/** No service is at a warning or worse. */
export function notWorse({ services, operation }: RunGround): Finding {
  if (!operation) return nothing('not-yet', 'no-operation');
  const statuses = services.map(({ status }) => status);
  const bad = statuses.filter(({ level }) => isAlarm(level));
  if (bad.length > 0) return { verdict: 'fail', evidence: { of: 'levels', statuses: bad } };
  const isBlind = statuses.length === 0 || statuses.some(({ level }) => level === 'unknown');
  return { verdict: isBlind ? 'unknown' : 'pass', evidence: { of: 'levels', statuses } };
}
