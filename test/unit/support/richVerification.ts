import { factOf } from '../../../src/core/verification/fact.js';
import type { Verification } from '../../../src/core/verification/verificationRun.js';
import { begunAt } from './operations.js';
import { figure, measuredService } from './measured.js';
import { checkOf, made, verificationWith } from './verifications.js';

/** A check of every verdict, required and recommended, with evidence of several sorts, and figures before and after. */
export const richVerification = (changes: Partial<Verification> = {}): Verification =>
  verificationWith(
    made(
      checkOf('replicas-healthy', 'fail', 'worker', {
        facts: [
          factOf('worker-1', 'pass', { said: 'healthy' }),
          factOf('worker-2', 'fail', { said: 'unhealthy: connect ECONNREFUSED' }),
          factOf('worker-3', 'pass', { said: 'healthy' }),
        ],
      }),
      checkOf('health-url', 'pass', 'web', {
        facts: [factOf('http://localhost:3000/', 'pass', { value: 12, unit: 'ms' })],
      }),
      checkOf('load-spread', 'unknown', 'web', { problem: { reason: 'too-few', have: 12, needed: 60 } }),
      checkOf('response-time', 'pass', 'web', {
        facts: [factOf('average', 'pass', { value: 240, unit: 'ms', bound: 500, before: 2400 })],
      }),
      checkOf('cpu-per-replica', 'fail', 'worker', {
        necessity: 'recommended',
        facts: [
          factOf('worker-1', 'pass', { value: 41, unit: 'percent', bound: 60, before: 84 }),
          factOf('worker-2', 'fail', { value: 62, unit: 'percent', bound: 60, before: 84 }),
        ],
      }),
      checkOf('alerts', 'unknown', '', {
        necessity: 'recommended',
        problem: { reason: 'not-told-how', key: 'verification.alertmanager' },
      }),
    ),
    {
      before: {
        at: begunAt - 60_000,
        services: [
          measuredService('worker', {
            title: 'PDF Worker',
            figures: [figure('cpuAverage', 84, 'critical'), figure('jobsWaiting', 263, 'critical', 'jobs')],
          }),
        ],
      },
      after: {
        at: begunAt + 12_000,
        services: [
          measuredService('worker', {
            title: 'PDF Worker',
            figures: [figure('cpuAverage', 46), figure('p95', undefined, 'unknown', 'ms')],
          }),
        ],
      },
      ...changes,
    },
  );
