import type { ServicePlan } from '../plan.js';
import type { DriftGuard, FileDrift } from './guard.js';

export interface Drift {
  readonly image: DriftGuard['image'];
  readonly file: FileDrift;
}

/** Nothing where no replica is made, or nothing could be told. */
export function driftGuards(plan: ServicePlan, drift: Drift | undefined): readonly DriftGuard[] {
  const byCompose = plan.scaler.kind === 'compose';
  if (!drift || !mayDrift(plan)) return [];
  const { image, file } = drift;
  const drifted = image !== undefined || file === 'differs';
  if (!drifted && file === 'unknown') return [];
  return [{ guard: 'drift', verdict: drifted ? (byCompose ? 'block' : 'warn') : 'pass', image, file, byCompose }];
}

/** A copy of what runs can differ from the file, and Compose looks at every replica whatever it is to do. */
export const mayDrift = ({ kind, steps, scaler }: ServicePlan): boolean =>
  kind === 'scale' && (scaler.kind === 'compose' || steps.some((step) => step.kind === 'create'));
