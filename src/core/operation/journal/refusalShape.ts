import { metricGroups, units } from '../../runbook/metric.js';
import type { Against } from '../../scaling/guards/guard.js';
import type { Refusal } from '../../policy/decision.js';
import { number, object, oneOf, optional, tagged, text } from './shape.js';

type Of<R extends Refusal['refusal']> = Extract<Refusal, { refusal: R }>;

const until = optional(number);
type Waiting = 'settling' | 'operation-running' | 'in-tolerance' | 'no-target-rule' | 'snoozed';
const waiting = object<Of<Waiting>>({
  refusal: oneOf('settling', 'operation-running', 'in-tolerance', 'no-target-rule', 'snoozed'),
  until,
});
type Hours = 'business-hours' | 'keep-window' | 'clock-suspect' | 'calendar-unknown';
const hours = object<Of<Hours>>({
  refusal: oneOf('business-hours', 'keep-window', 'clock-suspect', 'calendar-unknown'),
  until,
});
const ofSignal = object<Of<'signal-unknown' | 'signal-not-normal'>>({
  refusal: oneOf('signal-unknown', 'signal-not-normal'),
  metric: text,
  until,
});

const refusal = tagged<'refusal', Refusal>('refusal', {
  'at-max': object<Of<'at-max'>>({ refusal: oneOf('at-max'), max: number, until }),
  'at-min': object<Of<'at-min'>>({ refusal: oneOf('at-min'), min: number, until }),
  connections: object<Of<'connections'>>({
    refusal: oneOf('connections'),
    needed: number,
    available: number,
    raiseTo: number,
    until,
  }),
  cooldown: object<Of<'cooldown'>>({
    refusal: oneOf('cooldown'),
    direction: oneOf('up', 'down'),
    lastAt: number,
    until,
  }),
  settling: waiting,
  'operation-running': waiting,
  'in-tolerance': waiting,
  'no-target-rule': waiting,
  snoozed: waiting,
  'business-hours': hours,
  'keep-window': hours,
  'clock-suspect': hours,
  'calendar-unknown': hours,
  'did-not-help': object<Of<'did-not-help'>>({ refusal: oneOf('did-not-help'), metric: text, until }),
  'other-remedy': object<Of<'other-remedy'>>({
    refusal: oneOf('other-remedy'),
    remedy: oneOf(
      'roll-back',
      'raise-connections',
      'look-at-database',
      'fix-jobs',
      'restart-leak',
      'raise-memory-limit',
      'lower-peak',
    ),
    until,
  }),
  'signal-unknown': ofSignal,
  'signal-not-normal': ofSignal,
  'not-low-enough': object<Of<'not-low-enough'>>({
    refusal: oneOf('not-low-enough'),
    metric: text,
    value: number,
    below: number,
    until,
  }),
  'not-long-enough': object<Of<'not-long-enough'>>({
    refusal: oneOf('not-long-enough'),
    metric: text,
    below: number,
    heldMs: number,
    holdMs: number,
    until,
  }),
  'spike-expected': object<Of<'spike-expected'>>({
    refusal: oneOf('spike-expected'),
    title: text,
    at: number,
    count: number,
    until,
  }),
  'recent-deployment': object<Of<'recent-deployment'>>({ refusal: oneOf('recent-deployment'), at: number, until }),
});

export const against = object<Against>({
  refusal,
  metric: optional(
    object<NonNullable<Against['metric']>>({
      id: text,
      title: text,
      unit: oneOf(...units),
      group: oneOf(...metricGroups),
    }),
  ),
});
