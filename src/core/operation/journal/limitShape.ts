import type { ConnectionsNeed } from '../../scaling/connections/connectionsNeeded.js';
import type { LimitGuard } from '../../scaling/connections/limitGuard.js';
import type { LimitProblem } from '../../scaling/connections/limitProblem.js';
import { listOf, number, object, oneOf, optional, tagged, text } from './shape.js';

type Of<P extends LimitProblem['problem']> = Extract<LimitProblem, { problem: P }>;

const problem = tagged<'problem', LimitProblem>('problem', {
  'no-database': object<Of<'no-database'>>({ problem: oneOf('no-database') }),
  swarm: object<Of<'swarm'>>({ problem: oneOf('swarm') }),
  untrusted: object<Of<'untrusted'>>({ problem: oneOf('untrusted') }),
  'several-replicas': object<Of<'several-replicas'>>({ problem: oneOf('several-replicas'), replicas: number }),
  'not-running': object<Of<'not-running'>>({ problem: oneOf('not-running'), service: text }),
  'cannot-ask': object<Of<'cannot-ask'>>({ problem: oneOf('cannot-ask'), detail: text }),
  overruled: object<Of<'overruled'>>({ problem: oneOf('overruled'), limit: number, source: text }),
  'no-right': object<Of<'no-right'>>({ problem: oneOf('no-right'), user: text }),
  'no-alter-system': object<Of<'no-alter-system'>>({ problem: oneOf('no-alter-system') }),
  standby: object<Of<'standby'>>({ problem: oneOf('standby') }),
  followed: object<Of<'followed'>>({ problem: oneOf('followed'), followers: number }),
  'unreadable-settings': object<Of<'unreadable-settings'>>({ problem: oneOf('unreadable-settings') }),
  'others-wait': object<Of<'others-wait'>>({ problem: oneOf('others-wait'), settings: listOf(text) }),
  'in-use': object<Of<'in-use'>>({ problem: oneOf('in-use'), open: number, reserved: number }),
  'too-many': object<Of<'too-many'>>({ problem: oneOf('too-many'), largest: number }),
  memory: object<Of<'memory'>>({
    problem: oneOf('memory'),
    neededBytes: number,
    memoryBytes: number,
    largest: number,
  }),
});

const need = object<ConnectionsNeed>({
  service: text,
  title: text,
  replicas: number,
  perReplica: number,
  rest: number,
  limit: number,
});

type Finding<F extends LimitGuard['finding']> = Extract<LimitGuard, { finding: F }>;

const guard = oneOf('database-limit');

export const limitGuard = tagged<'finding', LimitGuard>('finding', {
  restart: object<Finding<'restart'>>({
    guard,
    verdict: oneOf('warn'),
    finding: oneOf('restart'),
    title: text,
    from: number,
    to: number,
    open: number,
    need: optional(need),
  }),
  'put-back': object<Finding<'put-back'>>({
    guard,
    verdict: oneOf('warn'),
    finding: oneOf('put-back'),
    title: text,
    from: number,
    to: number,
    service: optional(text),
  }),
  refused: object<Finding<'refused'>>({
    guard,
    verdict: oneOf('warn', 'block'),
    finding: oneOf('refused'),
    to: number,
    problem,
    service: optional(text),
  }),
  unknown: object<Finding<'unknown'>>({
    guard,
    verdict: oneOf('block'),
    finding: oneOf('unknown'),
    need,
    problem,
    service: optional(text),
  }),
});
