import type { Measured, MeasuredFigure, MeasuredService } from '../measured.js';
import { level } from './problemShape.js';
import { listOf, misshapen, number, object, optional, text, time, whole, type Shape } from './shape.js';

const oneOnly: Shape<true> = (value) => (value === true ? true : misshapen);

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
