import assert from 'node:assert/strict';
import { runGround } from '../../../src/app/checklist/runGround.js';
import type { Finding } from '../../../src/core/checklist/checks/finding.js';
import type { RunGround } from '../../../src/core/checklist/checks/ground.js';
import { lookAt } from '../../../src/core/checklist/checks/lookAt.js';
import type { Binding } from '../../../src/core/checklist/document.js';
import type { RunSubject } from '../../../src/core/checklist/run.js';
import type { LiveState } from '../../../src/core/live/liveState.js';
import type { PlannedGuard } from '../../../src/core/operation/plan/operationPlan.js';
import type { Refusal } from '../../../src/core/policy/decision.js';
import type { Level } from '../../../src/core/policy/level.js';
import type { Guard, HostGuard } from '../../../src/core/scaling/guards/guard.js';
import { runOf } from './checklistRuns.js';
import { begunAt, operationOf, operationPlan, scaleStage } from './operations.js';
import { decisionOf, signalOf } from './signals.js';
import { liveState, teamRecords } from './stacks.js';
import type { Check } from '../../../src/core/verification/check.js';
import type { Verification } from '../../../src/core/verification/verificationRun.js';
import { made, verificationWith } from './verifications.js';

export const now = begunAt + 60_000;
export const guardOf = (guard: Guard): PlannedGuard => ({ title: 'PDF Worker', guard });
export const memory = (changes: Partial<HostGuard>): PlannedGuard =>
  guardOf({
    guard: 'host-memory',
    verdict: 'pass',
    needed: 14e9,
    free: 20e9,
    total: 32e9,
    atMost: false,
    refused: undefined,
    unknown: [],
    problems: [],
    fits: [],
    spared: [],
    ...changes,
  });

export interface Given {
  readonly subject?: Partial<RunSubject>;
  readonly state?: Partial<LiveState>;
  readonly guards?: readonly PlannedGuard[];
  readonly told?: readonly ('beginning' | 'end')[];
}

/** The rules as they are, by level, for the worker. */
export const rules = (
  level: Level,
  changes: Partial<Parameters<typeof decisionOf>[0]> = {},
  againstFewer: readonly Refusal[] = [],
) =>
  new Map(
    ['pdf-worker', 'backend', 'frontend'].map((service) => [
      `compose:team/${service}`,
      {
        signals: [signalOf('cpu-average', level === 'unknown' ? undefined : 263, { level })],
        decision: decisionOf(changes),
        againstFewer,
        decidedAt: now,
      },
    ]),
  );

export function groundOf({ subject, state, guards, told = [] }: Given = {}): RunGround {
  const run = runOf([], subject);
  const live = liveState(teamRecords(), { policies: rules('normal'), ...state });
  const ground = runGround(run, live, now, { guards, isTold: (_operation, what) => told.includes(what) });
  assert.ok(ground);
  return ground;
}

export const bound = (check: readonly string[], when: readonly string[] = []): Binding => ({
  check,
  action: undefined,
  when,
});
export const see = (check: string, given: Given = {}, when?: string): Finding | undefined =>
  lookAt(bound([check], when === undefined ? [] : [when]), groundOf(given));
export const verdict = (check: string, given: Given = {}, when?: string): string | undefined =>
  see(check, given, when)?.verdict;

export const scaling = operationPlan([scaleStage(3, 10, 'pdf-worker')], {
  context: 'local',
  stackId: 'compose:team',
  services: [],
  after: { 'pdf-worker': 10 },
});
export const operated = (...told: NonNullable<Parameters<typeof operationOf>[1]>): Given => ({
  subject: { operation: 'op-1' },
  state: { operations: [operationOf(scaling, told)] },
});

/** A full one after the run has begun. */
export const wholeVerification = (...checks: readonly Check[]): Verification =>
  verificationWith(made(...checks), {
    context: 'local',
    request: { stackId: 'compose:team', services: [], pace: 'full', operation: undefined },
    startedAt: begunAt + 5000,
  });
