import fc from 'fast-check';
import type { EngineFailure } from '../../../../../src/core/connection/engineFailure.js';
import type { JournalEvent } from '../../../../../src/core/operation/journalEvent.js';
import type { Measured } from '../../../../../src/core/operation/run/measured.js';
import type { OperationOutcome, OperationProblem, Worsened } from '../../../../../src/core/operation/operation.js';
import type {
  OperationPlan,
  PlannedGuard,
  ServiceCounts,
} from '../../../../../src/core/operation/plan/operationPlan.js';
import type { Stage } from '../../../../../src/core/operation/stage.js';
import type { Level } from '../../../../../src/core/policy/level.js';
import type { ChangeProblem } from '../../../../../src/core/scaling/change.js';
import { anyText, few, figureValue, maybe, record, time, whole } from './anyJson.js';
import { guard } from './anyGuard.js';
import { anyKept } from './anyVerification.js';
import type { ServicePlan, Step } from '../../../../../src/core/scaling/plan.js';
import type { ScalerChoice } from '../../../../../src/core/scaling/scalerChoice.js';

/** Events of every kind with any text in them, as the product could write them. */

const level = fc.constantFrom<Level>('normal', 'warning', 'critical', 'unknown');

const counts: fc.Arbitrary<ServiceCounts> = fc
  .array(fc.tuple(anyText, whole), { maxLength: 3 })
  .map((entries) => Object.fromEntries(entries) as ServiceCounts);

const step: fc.Arbitrary<Step> = fc.oneof(
  record({ kind: fc.constant('create' as const), number: whole, name: anyText }),
  record<Extract<Step, { kind: 'update' }>>({
    kind: fc.constant('update'),
    number: fc.constant(0),
    name: anyText,
    swarmServiceId: anyText,
    from: whole,
    to: whole,
  }),
  record({
    kind: fc.constantFrom('start' as const, 'remove' as const, 'restart' as const),
    number: whole,
    name: anyText,
    containerId: anyText,
  }),
);

const stage: fc.Arbitrary<Stage> = fc.oneof(
  record({
    serviceId: anyText,
    service: anyText,
    title: anyText,
    stage: fc.constant('scale' as const),
    from: whole,
    to: whole,
  }),
  record<Extract<Stage, { stage: 'set-connections' }>>({
    serviceId: anyText,
    service: anyText,
    title: anyText,
    stage: fc.constant('set-connections'),
    from: whole,
    to: whole,
    dataFolder: maybe(anyText),
    putsBack: maybe(fc.constant(true as const)),
    startedAt: maybe(counts),
  }),
  record<Extract<Stage, { stage: 'restart' }>>({
    serviceId: anyText,
    service: anyText,
    title: anyText,
    stage: fc.constant('restart'),
    containerIds: few(anyText),
    startedAt: maybe(counts),
  }),
  record({
    stage: fc.constant('observe' as const),
    forMs: whole,
    after: fc.constantFrom('up' as const, 'down' as const, 'restart' as const),
  }),
);

const because = fc.constantFrom('nothing-to-copy' as const, 'setting' as const);
const scaler: fc.Arbitrary<ScalerChoice> = fc.oneof(
  record({ kind: fc.constant('replicate' as const), because: fc.constant('copies' as const), source: anyText }),
  fc.constant({ kind: 'replicate' as const, because: 'creates-none' as const }),
  fc.constant({ kind: 'swarm' as const, because: 'swarm-service' as const }),
  record({ kind: fc.constant('compose' as const), because }),
  record({ kind: fc.constant('none' as const), because, composeProblem: anyText }),
);

const servicePlan: fc.Arbitrary<ServicePlan> = record({
  kind: fc.constantFrom('scale' as const, 'restart' as const),
  stackId: anyText,
  project: anyText,
  serviceId: anyText,
  service: anyText,
  title: anyText,
  from: whole,
  to: whole,
  steps: few(step),
  guards: few(guard),
  scaler,
  sourceContainerId: maybe(anyText),
  swarm: maybe(record({ serviceId: anyText, fullName: anyText })),
  seen: few(anyText),
});

const plan: fc.Arbitrary<OperationPlan> = record({
  kind: fc.constantFrom(
    'scale',
    'baseline',
    'profile',
    'restart',
    'connections',
    'undo',
    'repeat',
    'resume',
    'schedule',
  ),
  purpose: maybe(anyText),
  context: anyText,
  stackId: anyText,
  stack: anyText,
  stages: few(stage),
  services: few(servicePlan),
  guards: few(record({ title: maybe(anyText), guard }) satisfies fc.Arbitrary<PlannedGuard>),
  pace: fc.constantFrom('gradual' as const, 'direct' as const),
  hasPaces: fc.boolean(),
  before: counts,
  after: counts,
  expectedMs: whole,
  refersTo: maybe(anyText),
});

const measured: fc.Arbitrary<Measured> = record({
  at: time,
  services: few(
    record({
      service: anyText,
      title: anyText,
      replicas: whole,
      ready: whole,
      isElsewhere: maybe(fc.constant(true as const)),
      level,
      figures: few(
        record({
          metric: anyText,
          title: anyText,
          unit: anyText,
          value: maybe(figureValue),
          level,
          isDemand: maybe(fc.constant(true as const)),
        }),
      ),
    }),
  ),
});

const failure: fc.Arbitrary<EngineFailure> = record({
  reason: fc.constantFrom('no-engine', 'timed-out', 'refused', 'cancelled', 'tls-refused', 'conflict'),
  address: anyText,
  detail: anyText,
});

const changeProblem: fc.Arbitrary<ChangeProblem> = fc.oneof(
  record({ reason: fc.constant('engine' as const), step: maybe(step), failure }),
  fc.constantFrom({ reason: 'changed-meanwhile' as const }, { reason: 'cancelled' as const }),
  record({ reason: fc.constant('not-ready' as const), step, state: anyText, lastLog: anyText }),
  record({ reason: fc.constant('not-healthy-in-time' as const), step, waitedMs: whole, lastLog: anyText }),
);

const worsened: fc.Arbitrary<Worsened> = record({ title: anyText, from: level, to: level, rule: anyText });

const problem: fc.Arbitrary<OperationProblem> = fc.oneof(
  record({ reason: fc.constant('change' as const), problem: changeProblem }),
  record({ reason: fc.constant('busy' as const), title: anyText, holder: anyText }),
  record({ reason: fc.constant('worse' as const), worsened: few(worsened) }),
  record({ reason: fc.constant('blind' as const), titles: few(anyText) }),
  record({ reason: fc.constant('connections' as const), sentence: anyText, restored: maybe(fc.boolean()) }),
  record({ reason: fc.constant('journal' as const), detail: anyText }),
  record({ reason: fc.constant('guard' as const), sentence: anyText }),
  record({ reason: fc.constant('interrupted' as const), slept: maybe(fc.constant(true as const)) }),
  fc.constant({ reason: 'cancelled' as const }),
);

const outcome: fc.Arbitrary<Omit<OperationOutcome, 'endedAt'>> = record({
  result: fc.constantFrom('done', 'stopped', 'failed', 'cancelled', 'interrupted'),
  problem: maybe(problem),
  counts,
  after: maybe(measured),
});

export const anyStarted = (operation: string): fc.Arbitrary<JournalEvent> =>
  record({
    operation: fc.constant(operation),
    at: time,
    event: fc.constant('started' as const),
    by: anyText,
    plan,
    overrides: few(record({ guard: anyText, reason: anyText })),
    before: maybe(measured),
  });

/** What can come after the beginning. */
export function anyLater(operation: string): fc.Arbitrary<JournalEvent> {
  const line = { operation: fc.constant(operation), at: time };
  const index = fc.nat({ max: 3 });
  return fc.oneof(
    record({ ...line, event: fc.constant('stage-begun' as const), stage: index, until: maybe(time) }),
    record({
      ...line,
      event: fc.constant('step' as const),
      stage: index,
      step: record({
        name: anyText,
        kind: fc.constantFrom('create', 'start', 'remove', 'restart', 'update'),
        phase: fc.constantFrom('begun', 'done', 'failed'),
        containerId: maybe(anyText),
      }),
    }),
    record({
      ...line,
      event: fc.constant('stage-ended' as const),
      stage: index,
      phase: fc.constantFrom('done', 'failed', 'unfinished'),
    }),
    record({
      ...line,
      event: fc.constant('timed' as const),
      times: few(record({ service: anyText, averageMs: maybe(whole), p95Ms: maybe(whole) })),
    }),
    record({ ...line, event: fc.constant('ended' as const), outcome }),
    record({ ...line, event: fc.constant('continued' as const), as: anyText }),
    record({ ...line, event: fc.constant('note' as const), by: anyText, text: anyText }),
    record({ ...line, event: fc.constant('watch-begun' as const), until: time, everyMs: whole, firstAt: maybe(time) }),
    record({
      ...line,
      event: fc.constant('watch-look' as const),
      look: record({ worsened: few(worsened), blind: few(anyText), measured: maybe(measured) }),
    }),
    record({
      ...line,
      event: fc.constant('watch-ended' as const),
      verdict: fc.constantFrom('calm', 'worse', 'unknown', 'ended-early'),
    }),
    record({ ...line, event: fc.constant('verified' as const), verification: anyKept(measured) }),
  );
}

const ids = ['first', 'second', 'constructor', '__proto__'] as const;

/** A journal of a few operations whose events are mixed. */
export const anyJournal: fc.Arbitrary<readonly JournalEvent[]> = fc
  .tuple(
    fc.tuple(...ids.map(anyStarted)),
    fc.array(fc.constantFrom(...ids).chain(anyLater), { maxLength: 15 }),
    fc.array(fc.nat({ max: 15 }), { minLength: ids.length, maxLength: ids.length }),
  )
  .map(([started, later, places]) => {
    const events: JournalEvent[] = [...later];
    started.forEach((event, index) => events.splice(places[index] ?? 0, 0, event));
    return events;
  });
