import type { ServicePlan, Step } from '../../scaling/plan.js';
import type { ScalerChoice } from '../../scaling/scalerChoice.js';
import type { OperationPlan, PlannedGuard, ServiceCounts } from '../plan/operationPlan.js';
import type { Stage } from '../stage.js';
import { guard, guards } from './guardShape.js';
import {
  flag,
  knownOf,
  listOf,
  misshapen,
  namesWith,
  number,
  object,
  oneOf,
  oneOnly,
  optional,
  tagged,
  text,
  whole,
  type Shape,
} from './shape.js';

export const counts: Shape<ServiceCounts> = namesWith(whole);

const stepOn = object<Extract<Step, { containerId: string }>>({
  kind: oneOf('start', 'remove', 'restart'),
  number: whole,
  name: text,
  containerId: text,
});

const zero: Shape<0> = (value) => (value === 0 ? value : misshapen);

export const step = tagged<'kind', Step>('kind', {
  create: object<Extract<Step, { kind: 'create' }>>({ kind: oneOf('create'), number: whole, name: text }),
  start: stepOn,
  remove: stepOn,
  restart: stepOn,
  update: object<Extract<Step, { kind: 'update' }>>({
    kind: oneOf('update'),
    number: zero,
    name: text,
    swarmServiceId: text,
    from: whole,
    to: whole,
  }),
});

const service = { serviceId: text, service: text, title: text };

const stage = tagged<'stage', Stage>('stage', {
  scale: object<Extract<Stage, { stage: 'scale' }>>({ ...service, stage: oneOf('scale'), from: whole, to: whole }),
  restart: object<Extract<Stage, { stage: 'restart' }>>({
    ...service,
    stage: oneOf('restart'),
    containerIds: listOf(text),
    startedAt: optional(namesWith(number)),
  }),
  'set-connections': object<Extract<Stage, { stage: 'set-connections' }>>({
    ...service,
    stage: oneOf('set-connections'),
    from: whole,
    to: whole,
    dataFolder: optional(text),
    putsBack: optional(oneOnly),
    startedAt: optional(namesWith(number)),
  }),
  observe: object<Extract<Stage, { stage: 'observe' }>>({
    stage: oneOf('observe'),
    forMs: number,
    after: oneOf('up', 'down', 'restart', 'connections'),
  }),
});

const because = oneOf('nothing-to-copy', 'setting');

const scaler = tagged<'kind', ScalerChoice>('kind', {
  replicate: tagged<'because', Extract<ScalerChoice, { kind: 'replicate' }>>('because', {
    copies: object<Extract<ScalerChoice, { because: 'copies' }>>({
      kind: oneOf('replicate'),
      because: oneOf('copies'),
      source: text,
    }),
    'creates-none': object<Extract<ScalerChoice, { because: 'creates-none' }>>({
      kind: oneOf('replicate'),
      because: oneOf('creates-none'),
    }),
  }),
  compose: object<Extract<ScalerChoice, { kind: 'compose' }>>({ kind: oneOf('compose'), because }),
  swarm: object<Extract<ScalerChoice, { kind: 'swarm' }>>({ kind: oneOf('swarm'), because: oneOf('swarm-service') }),
  none: object<Extract<ScalerChoice, { kind: 'none' }>>({ kind: oneOf('none'), because, composeProblem: text }),
});

const servicePlan = object<ServicePlan>({
  kind: oneOf('scale', 'restart'),
  stackId: text,
  project: text,
  serviceId: text,
  service: text,
  title: text,
  from: whole,
  to: whole,
  steps: listOf(step),
  guards,
  scaler,
  sourceContainerId: optional(text),
  swarm: optional(object<NonNullable<ServicePlan['swarm']>>({ serviceId: text, fullName: text })),
  seen: listOf(text),
});

const plannedGuard = object<PlannedGuard>({ title: optional(text), guard });

export const plan = object<OperationPlan>({
  kind: oneOf('scale', 'baseline', 'profile', 'restart', 'connections', 'undo', 'repeat', 'resume', 'schedule'),
  purpose: optional(text),
  context: text,
  stackId: text,
  stack: text,
  stages: listOf(stage),
  services: listOf(servicePlan),
  guards: knownOf(plannedGuard),
  pace: oneOf('gradual', 'direct'),
  hasPaces: flag,
  before: counts,
  after: counts,
  expectedMs: number,
  refersTo: optional(text),
});
