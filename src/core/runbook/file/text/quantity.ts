import type { Unit } from '../../metric.js';
import { durationMs, durationText } from './duration.js';

/** What a metric is compared with: a number in its unit, or with the unit written out, such as `5s` or `60%`. */
export type Quantity = number | string;

export const percentPattern = /^-?[0-9]{1,9}(\.[0-9]{1,6})? *%$/;

/** In the metric's unit; undefined where the written unit is another one. */
export function quantityIn(unit: Unit, quantity: Quantity): number | undefined {
  if (typeof quantity === 'number') return quantity;
  switch (unit) {
    case 'ms':
      return durationMs(quantity);
    case 'percent':
    case 'percentPerHour':
      return percentPattern.test(quantity) ? Number(quantity.replace(/ *%$/, '')) : undefined;
    case 'jobs':
    case 'connections':
    case 'users':
    case 'count':
      return undefined;
  }
}

/** As people like to read it. */
export const quantityOf = (unit: Unit, value: number): Quantity =>
  unit === 'ms' && Number.isSafeInteger(value) && value > 0 && durationMs(durationText(value)) === value
    ? durationText(value)
    : value;

export const unitWords = {
  percent: 'a number or percent, such as 60 or 60%',
  percentPerHour: 'a number or percent per hour, such as 5 or 5%',
  ms: 'a duration such as 500ms or 5s, or a number of ms',
  jobs: 'a number of jobs',
  connections: 'a number of connections',
  users: 'a number of users',
  count: 'a number',
} as const satisfies Record<Unit, string>;
