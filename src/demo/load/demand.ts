/** What is asked of the stack at one moment. */
export interface Load {
  /** People at work. */
  readonly users: number;
  /** Pages and calls per second. */
  readonly frontendRequests: number;
  readonly backendRequests: number;
  readonly jobsPerMinute: number;
  /** Of a worker's core, while it works on a job. */
  readonly jobCores: number;
  /** Share of the backend's requests that the balancer sends to one replica beyond its turn, from 0 to 1. */
  readonly stickyShare: number;
  /** Memory that a worker loses that leaks, bytes in a minute of the clock. */
  readonly leakBytesPerMinute: number;
}

/** An ordinary day. */
export const ordinaryLoad: Load = {
  users: 120,
  frontendRequests: 8,
  backendRequests: 25,
  jobsPerMinute: 4.5,
  jobCores: 0.86,
  stickyShare: 0,
  leakBytesPerMinute: 0,
};

/** From one value to another, evenly, between two minutes. */
export function ramp(minute: number, fromMinute: number, toMinute: number, from: number, to: number): number {
  const share = Math.min(1, Math.max(0, (minute - fromMinute) / (toMinute - fromMinute)));
  return from + (to - from) * share;
}
