import type { SeenVerdict } from '../run.js';
import { nothing, type Evidence, type Finding } from './finding.js';
import { directionOf, type RunGround } from './ground.js';
import { hasAllReplicas } from './hasAllReplicas.js';

const byOperation = (
  { operation }: RunGround,
  of: Extract<Evidence, { operation: unknown }>['of'],
  verdict: (operation: NonNullable<RunGround['operation']>) => SeenVerdict,
): Finding =>
  operation ? { verdict: verdict(operation), evidence: { of, operation } } : nothing('not-yet', 'no-operation');

export const operationStarted = (ground: RunGround): Finding => byOperation(ground, 'operation', () => 'pass');

export const operationDone = (ground: RunGround): Finding =>
  byOperation(ground, 'operation', ({ outcome }) => {
    if (!outcome) return 'not-yet';
    return outcome.result === 'done' ? 'pass' : 'fail';
  });

/** As many as the plan wants are there, running or not: that they are well is another item's. */
export function replicasAppeared(ground: RunGround): Finding {
  const { stack } = ground;
  if (directionOf(ground) === 'down') return nothing('not-needed', 'not-scaled-up');
  return byOperation(ground, 'replicas', ({ plan, outcome }) => {
    if (hasAllReplicas(stack, plan)) return 'pass';
    return outcome ? 'fail' : 'not-yet';
  });
}

/** A plan that has but one way to go goes it step by step. */
export const gradual = (ground: RunGround): Finding =>
  byOperation(ground, 'pace', ({ plan }) => (plan.pace === 'gradual' || !plan.hasPaces ? 'pass' : 'fail'));

const watchVerdicts = { calm: 'pass', worse: 'fail', unknown: 'unknown', 'ended-early': 'unknown' } as const;

export function watched(ground: RunGround): Finding {
  const { operation } = ground;
  if (operation?.outcome && !operation.watch) return nothing('not-yet', 'no-watch');
  return byOperation(ground, 'watch', ({ watch }) => (watch?.verdict ? watchVerdicts[watch.verdict] : 'not-yet'));
}

/** The journal has what was done; why is in a note. */
export const writtenDown = (ground: RunGround): Finding =>
  byOperation(ground, 'record', ({ outcome, notes }) => (outcome && notes.length > 0 ? 'pass' : 'not-yet'));

/** Where nobody can be told by a machine, nothing is known: a person ticks it. */
export const teamTold = ({ isTeamTold }: RunGround): Finding | undefined =>
  isTeamTold ? nothing('pass', 'team-told') : undefined;

export const teamToldEnd = ({ isTeamToldEnd }: RunGround): Finding | undefined =>
  isTeamToldEnd ? nothing('pass', 'team-told') : undefined;
