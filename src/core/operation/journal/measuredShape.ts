import type { Measured, MeasuredFigure, MeasuredService } from '../run/measured.js';
import { level } from './problemShape.js';
import { listOf, number, object, oneOnly, optional, text, time, whole } from './shape.js';

const figure = object<MeasuredFigure>({
  metric: text,
  title: text,
  unit: text,
  value: optional(number),
  level,
  isDemand: optional(oneOnly),
});

export const measured = object<Measured>({
  at: time,
  services: listOf(
    object<MeasuredService>({
      service: text,
      title: text,
      replicas: whole,
      ready: whole,
      level,
      isElsewhere: optional(oneOnly),
      figures: listOf(figure),
    }),
  ),
});
