export const priorities = ['critical', 'high', 'medium'] as const;
export type Priority = (typeof priorities)[number];

/** A row of the scaling decision matrix: a symptom, and what to scale for it. */
export interface MatrixRow {
  readonly symptom: string;
  readonly cause: string;
  readonly when: Symptom;
  /** Compose names; `all` is every service of the runbook, and with `restart-and-scale` only those that show the symptom. */
  readonly scale: 'all' | readonly string[];
  /** `restart` comes before scaling where more replicas alone would not help. */
  readonly action: 'scale' | 'restart-and-scale';
  readonly priority: Priority;
}

export interface Symptom {
  readonly metric: string;
  /** Compose name of the service that shows it; undefined for any. */
  readonly service: string | undefined;
  /** A bound of its own, in the metric's unit; undefined where the metric's rules say what is high. */
  readonly above: number | undefined;
}
