import type { Measured, MeasuredFigure, MeasuredService } from '../../../src/core/operation/run/measured.js';
import type { Level } from '../../../src/core/policy/level.js';

export const measuredOf = (...services: readonly MeasuredService[]): Measured => ({ at: 1_000_000, services });

/** Three healthy replicas of a service whose title is its name with a capital, normal unless said otherwise. */
export const measuredService = (service: string, changes: Partial<MeasuredService> = {}): MeasuredService => ({
  service,
  title: service.charAt(0).toUpperCase() + service.slice(1),
  replicas: 3,
  ready: 3,
  level: 'normal',
  figures: [],
  ...changes,
});

export const figure = (
  metric: string,
  value: number | undefined,
  level: Level = value === undefined ? 'unknown' : 'normal',
  unit = 'percent',
): MeasuredFigure => ({ metric, title: `the ${metric}`, unit, value, level });
