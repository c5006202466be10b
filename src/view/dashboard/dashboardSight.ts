import type { DashboardRange } from '../../core/dashboard/range.js';
import type { Past } from '../../core/dashboard/past.js';
import type { LiveState } from '../../core/live/liveState.js';
import type { ServiceStatus } from '../../core/policy/serviceStatus.js';
import type { StackStatus } from '../../core/policy/stackStatus.js';
import type { Zone } from '../../core/policy/schedule/zonedTime.js';

/** What a dashboard is made from. */
export interface DashboardSight {
  /** As it is now. */
  readonly state: LiveState;
  /** As it was when the stack was last seen, and when that was (wall time, ms); undefined where it never was. */
  readonly seen: { readonly state: LiveState; readonly at: number } | undefined;
  readonly stackId: string;
  /** The service's id; one that the stack does not have stands for the one that needs most attention. */
  readonly serviceId: string;
  readonly range: DashboardRange;
  readonly isTable: boolean;
  readonly past: Past;
  /** Wall time, ms. */
  readonly now: number;
  readonly zone: Zone;
}

/** The same with the stack in it. */
export interface SeenService {
  readonly sight: DashboardSight;
  readonly stack: StackStatus;
  readonly status: ServiceStatus;
  readonly title: string;
  /** No figure is of now. */
  readonly isOld: boolean;
  /** When it was seen: wall time, ms. */
  readonly seenAt: number;
  readonly from: number;
  /** A longer step between two figures is a gap, ms. */
  readonly gapAfterMs: number;
}
