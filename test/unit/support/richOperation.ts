import type { MeasuredService } from '../../../src/core/operation/run/measured.js';
import type { Operation } from '../../../src/core/operation/operation.js';
import {
  begunAt,
  connectionStage,
  ended,
  measured,
  observeStage,
  operationOf,
  operationPlan,
  restartStage,
  scaleStage,
} from './operations.js';
import { servicePlan } from './plans.js';

const worker = (replicas: number, ready: number, changes: Partial<MeasuredService>): MeasuredService => ({
  service: 'worker',
  title: 'PDF Worker',
  replicas,
  ready,
  level: 'warning',
  figures: [],
  ...changes,
});

/** Everything that an operation can have: several stages, checks, an override, figures, a problem, a watch, notes. */
export const richOperation = (): Operation =>
  operationOf(
    operationPlan(
      [
        connectionStage(100, 550),
        restartStage(['c-web-1'], 'web', 'Web'),
        scaleStage(3, 6),
        observeStage(600_000, 'up'),
        scaleStage(6, 10),
      ],
      {
        kind: 'profile',
        purpose: '10x traffic',
        context: 'prod',
        services: [servicePlan({ service: 'worker', title: 'PDF Worker' })],
        guards: [{ title: undefined, guard: { guard: 'only-replica', verdict: 'warn' } }],
        expectedMs: 900_000,
        refersTo: 'op-0',
      },
    ),
    [
      [1, { event: 'stage-begun', stage: 0, until: undefined }],
      [9, { event: 'stage-ended', stage: 0, phase: 'done' }],
      [10, { event: 'stage-begun', stage: 1, until: undefined }],
      [
        11,
        {
          event: 'step',
          stage: 1,
          step: { name: 'shop-web-1', kind: 'restart', phase: 'done', containerId: 'c-web-1' },
        },
      ],
      [12, { event: 'stage-ended', stage: 1, phase: 'done' }],
      [13, { event: 'stage-begun', stage: 2, until: undefined }],
      [
        20,
        { event: 'step', stage: 2, step: { name: 'shop-worker-4', kind: 'create', phase: 'done', containerId: 'c4' } },
      ],
      [
        21,
        { event: 'step', stage: 2, step: { name: 'shop-worker-5', kind: 'create', phase: 'begun', containerId: 'c5' } },
      ],
      [54, { event: 'stage-ended', stage: 2, phase: 'done' }],
      [55, { event: 'stage-begun', stage: 3, until: begunAt + 655_000 }],
      [655, { event: 'stage-ended', stage: 3, phase: 'failed' }],
      [
        656,
        ended(
          'stopped',
          { worker: 6 },
          {
            problem: {
              reason: 'worse',
              worsened: [{ title: 'Database', from: 'normal', to: 'critical', rule: 'connections > 80 %' }],
            },
            after: measured(
              begunAt + 656_000,
              worker(6, 6, {
                level: 'normal',
                figures: [
                  { metric: 'cpuAverage', title: 'CPU', unit: 'percent', value: 46, level: 'normal' },
                  { metric: 'p95', title: 'p95', unit: 'ms', value: undefined, level: 'unknown' },
                  { metric: 'jobsWaiting', title: 'Waiting jobs', unit: 'jobs', value: 12, level: 'normal' },
                ],
              }),
            ),
          },
        ),
      ],
      [657, { event: 'watch-begun', until: begunAt + 4_257_000, everyMs: 600_000 }],
      [1257, { event: 'watch-look', look: { worsened: [], blind: [] } }],
      [
        1857,
        {
          event: 'watch-look',
          look: { worsened: [{ title: 'Web', from: 'normal', to: 'warning', rule: 'p95 2-5 s' }], blind: ['Redis'] },
        },
      ],
      [1858, { event: 'watch-ended', verdict: 'worse' }],
      [1900, { event: 'note', by: 'ben', text: 'The *fair* had begun' }],
    ],
    {
      overrides: [{ guard: 'third backend: 150 connections of 100', reason: 'The limit is raised first' }],
      before: measured(
        begunAt,
        worker(3, 2, {
          figures: [
            { metric: 'cpuAverage', title: 'CPU', unit: 'percent', value: 84.4, level: 'critical' },
            { metric: 'p95', title: 'p95', unit: 'ms', value: 2400, level: 'warning' },
            { metric: 'jobsWaiting', title: 'Waiting jobs', unit: 'jobs', value: 263, level: 'critical' },
          ],
        }),
      ),
    },
  );
