import type { Operation } from '../../../../src/core/operation/operation.js';
import { ended, operationOf, operationPlan, scaleStage } from '../../support/operations.js';
import { createStep, servicePlan } from '../../support/plans.js';

/** Of the stack team, one more replica that the engine did not start. */
export const refusedStart = (service: string, detail: string): Operation =>
  operationOf(
    operationPlan([scaleStage(1, 2, service, service)], {
      stackId: 'compose:team',
      stack: 'team',
      services: [servicePlan({ service, steps: [createStep(2, service, 'team')] })],
    }),
    [
      [
        5,
        ended(
          'failed',
          { [service]: 1 },
          {
            problem: {
              reason: 'change',
              problem: {
                reason: 'engine',
                step: createStep(2, service, 'team'),
                failure: { reason: 'refused', address: 'here', detail },
              },
            },
          },
        ),
      ],
    ],
  );

/** Of the stack team, done as planned. */
export const scaledUp = (service: string, from: number, to: number): Operation =>
  operationOf(operationPlan([scaleStage(from, to, service, service)], { stackId: 'compose:team', stack: 'team' }), [
    [5, ended('done', { [service]: to })],
  ]);
