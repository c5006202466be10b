import type { Operation } from '../../operation/operation.js';
import { allGuards } from '../../operation/plan/operationPlan.js';
import { checkKinds, type CheckKind } from '../../verification/check.js';
import { checklistWhenIds, runCheckIds, type ChecklistWhenId, type RunCheckId } from '../bindings.js';
import type { Binding } from '../document.js';
import {
  calm,
  countsNoted,
  databaseConnections,
  decisionHeld,
  decisionJustified,
  hostResources,
  metricsKnown,
  noSpikeExpected,
  notWorse,
  outsideBusyHours,
} from './beforeChecks.js';
import { nothing, type Finding } from './finding.js';
import { directionOf, type RunGround } from './ground.js';
import {
  gradual,
  operationDone,
  operationStarted,
  replicasAppeared,
  teamTold,
  teamToldEnd,
  watched,
  writtenDown,
} from './operationChecks.js';
import { byVerification, hasQueue, noSlower, opensConnections } from './verificationChecks.js';

type Look = (ground: RunGround) => Finding | undefined;

const looks = {
  'metrics-known': metricsKnown,
  'decision-justified': decisionJustified,
  'decision-held': decisionHeld,
  'counts-noted': countsNoted,
  'host-resources': hostResources,
  'database-connections': databaseConnections,
  'team-told': teamTold,
  'team-told-end': teamToldEnd,
  'operation-started': operationStarted,
  'replicas-appeared': replicasAppeared,
  'operation-done': operationDone,
  gradual,
  watched,
  calm,
  'no-spike-expected': noSpikeExpected,
  'outside-busy-hours': outsideBusyHours,
  'not-worse': notWorse,
  'response-no-slower': noSlower,
  'written-down': writtenDown,
} as const satisfies Record<RunCheckId, Look>;

/** What is judged before a scaling begins: what it says afterwards is about something else. */
const onlyBefore: ReadonlySet<string> = new Set<RunCheckId>([
  'decision-justified',
  'decision-held',
  'host-resources',
  'database-connections',
  'calm',
  'no-spike-expected',
  'outside-busy-hours',
]);

/** What has to be asked of the engine's machine and of the database, which is done by planning. */
export const byPlan: ReadonlySet<string> = new Set<RunCheckId>(['host-resources', 'database-connections', 'calm']);

/** What a machine sees of an item, by all of its checks; undefined where it cannot see anything, or nothing more. */
export function lookAt({ check, when }: Binding, ground: RunGround): Finding | undefined {
  for (const condition of checklistWhenIds) {
    const needless = when.includes(condition) ? notNeeded[condition](ground) : undefined;
    if (needless) return needless;
  }
  return together(check.map((id) => lookAtOne(id, ground)));
}

const notGood = ['fail', 'unknown', 'not-yet'] as const;

/** The first that is worst; a pass only where every one of them is seen, and is one or not needed. */
function together(findings: readonly (Finding | undefined)[]): Finding | undefined {
  const seen = findings.filter((finding) => finding !== undefined);
  for (const verdict of notGood) {
    const worst = seen.find((finding) => finding.verdict === verdict);
    if (worst) return worst;
  }
  if (seen.length < findings.length) return undefined;
  const passed = seen.filter(({ verdict }) => verdict === 'pass');
  const [first, ...others] = passed.length > 0 ? passed : seen.slice(0, 1);
  if (!first || others.length === 0) return first;
  return { verdict: 'pass', evidence: { of: 'several', evidences: passed.map(({ evidence }) => evidence) } };
}

function lookAtOne(check: string, ground: RunGround): Finding | undefined {
  const own = runCheckIds.find((id) => id === check);
  if (own && ground.operation && onlyBefore.has(own))
    return byPlan.has(own) && isOfStack(ground) ? looks[own](asPlanned(ground, ground.operation)) : undefined;
  if (own) return looks[own](ground);
  const kind = checkKinds.find((each): each is CheckKind => each === check);
  return kind && byVerification(kind, ground);
}

/** A run of a whole stack has no counts of its own: what its operation was planned with is what was judged before. */
const isOfStack = ({ run }: RunGround): boolean => run.subject.service === '';
const asPlanned = (ground: RunGround, { plan }: Operation): RunGround => ({ ...ground, guards: allGuards(plan) });

const notNeeded = {
  database: (ground) => (opensConnections(ground) ? undefined : nothing('not-needed', 'no-connections')),
  queue: (ground) => (hasQueue(ground) ? undefined : nothing('not-needed', 'no-queue')),
  up: (ground) => (directionOf(ground) === 'down' ? nothing('not-needed', 'not-scaled-up') : undefined),
  down: (ground) => (directionOf(ground) === 'up' ? nothing('not-needed', 'not-scaled-down') : undefined),
} as const satisfies Record<ChecklistWhenId, Look>;
