import type { EngineFailure } from '../../connection/engineFailure.js';
import type { ChangeProblem } from '../../scaling/change.js';
import type { OperationProblem, Worsened } from '../operation.js';
import { step } from './planShape.js';
import { flag, listOf, number, object, oneOf, oneOnly, optional, tagged, text } from './shape.js';

export const level = oneOf('normal', 'warning', 'critical', 'unknown');

const failure = object<EngineFailure>({
  reason: oneOf(
    'no-engine',
    'no-permission',
    'tls-refused',
    'tls-untrusted',
    'tls-expired',
    'tls-wrong-host',
    'tls-client-missing',
    'tls-client-expired',
    'tls-client-refused',
    'host-unknown',
    'api-too-old',
    'timed-out',
    'ssh-missing',
    'ssh-unreachable',
    'ssh-host-key-unknown',
    'ssh-host-key-unasked',
    'ssh-host-key-changed',
    'ssh-denied',
    'ssh-no-docker',
    'ssh-docker-denied',
    'ssh-failed',
    'context-invalid',
    'not-found',
    'conflict',
    'refused',
    'interrupted',
    'killed',
    'cancelled',
  ),
  address: text,
  detail: text,
});

type ChangeOf<R extends ChangeProblem['reason']> = Extract<ChangeProblem, { reason: R }>;

const changeProblem = tagged<'reason', ChangeProblem>('reason', {
  engine: object<ChangeOf<'engine'>>({ reason: oneOf('engine'), step: optional(step), failure }),
  'changed-meanwhile': object<ChangeOf<'changed-meanwhile'>>({ reason: oneOf('changed-meanwhile') }),
  'not-ready': object<ChangeOf<'not-ready'>>({ reason: oneOf('not-ready'), step, state: text, lastLog: text }),
  'not-healthy-in-time': object<ChangeOf<'not-healthy-in-time'>>({
    reason: oneOf('not-healthy-in-time'),
    step,
    waitedMs: number,
    lastLog: text,
  }),
  cancelled: object<ChangeOf<'cancelled'>>({ reason: oneOf('cancelled') }),
});

export const worsened = object<Worsened>({ title: text, from: level, to: level, rule: text });

type Of<R extends OperationProblem['reason']> = Extract<OperationProblem, { reason: R }>;

export const problem = tagged<'reason', OperationProblem>('reason', {
  change: object<Of<'change'>>({ reason: oneOf('change'), problem: changeProblem }),
  busy: object<Of<'busy'>>({ reason: oneOf('busy'), title: text, holder: text }),
  worse: object<Of<'worse'>>({ reason: oneOf('worse'), worsened: listOf(worsened) }),
  blind: object<Of<'blind'>>({ reason: oneOf('blind'), titles: listOf(text) }),
  connections: object<Of<'connections'>>({
    reason: oneOf('connections'),
    sentence: text,
    restored: optional(flag),
  }),
  guard: object<Of<'guard'>>({ reason: oneOf('guard'), sentence: text }),
  journal: object<Of<'journal'>>({ reason: oneOf('journal'), detail: text }),
  interrupted: object<Of<'interrupted'>>({ reason: oneOf('interrupted'), slept: optional(oneOnly) }),
  cancelled: object<Of<'cancelled'>>({ reason: oneOf('cancelled') }),
});
