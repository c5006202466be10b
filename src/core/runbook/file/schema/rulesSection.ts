import * as z from 'zod';
import { ruleActions } from '../../rule.js';
import { duration, flag, line, name, quantity } from './scalars.js';

const clear = z.strictObject({
  below: quantity.optional().describe('Below this it is cleared. Default: the bound itself.'),
  for: duration.optional().describe('For so long. Default: 1m, or 5m where the bound has a `for` itself.'),
});

const bound = z.union(
  [
    quantity,
    z.strictObject({
      from: quantity.optional().describe('The bound; the figure itself is over it.'),
      above: quantity.optional().describe('The bound; the figure itself is not over it yet.'),
      for: duration.optional().describe('How long it has to be over it. Default: it counts at once.'),
      clear: clear.optional().describe('When it is over again.'),
    }),
  ],
  'a number, or a mapping with `from` or `above`',
);

const rule = z.strictObject({
  id: name.optional().describe("Unlike any other rule's. Default: the metric's id."),
  title: line.optional().describe("What people call it. Default: the metric's title."),
  metric: name.describe("A metric's id."),
  warning: bound.optional().describe("Where the warning begins, in the metric's unit. A plain number belongs to it."),
  critical: bound.optional().describe("Above this it is critical, in the metric's unit."),
  action: z.enum(ruleActions).default('scale').describe('What to do once it is critical. Default: scale.'),
  required: flag
    .default(false)
    .describe('While a required rule is unknown, its service is never called normal. Default: false.'),
});

export const rulesSection = z
  .array(rule)
  .max(500)
  .describe(
    'What is too much of a metric. Default: the rules on CPU and memory. A list of your own takes their place.',
  );

export type BoundInput = z.infer<typeof bound>;
export type RuleInput = z.infer<typeof rule>;
