/** How many replicas a service should have, from what is measured. Where several apply, the largest answer counts. */
export type TargetRule =
  /** One replica for so many waiting jobs. */
  | {
      readonly rule: 'queue';
      readonly waiting: string;
      /** Metric of the jobs being worked on: their replicas are not taken away. Undefined where none is measured. */
      readonly active: string | undefined;
      readonly perReplica: number;
      readonly floor: number;
      /** Jobs that one replica works on at once. */
      readonly concurrency: number;
    }
  /** Fixed counts from bounds on, such as 2 above 60 % and 3 above 80 %; `otherwise` below all of them. */
  | {
      readonly rule: 'steps';
      readonly metric: string;
      readonly steps: readonly { readonly above: number; readonly replicas: number }[];
      readonly otherwise: number;
    }
  /** As many as bring the mean of the replicas to `target` percent. */
  | { readonly rule: 'ratio'; readonly metric: string; readonly target: number }
  /** One replica for so many of what the metric counts, such as 500 users. */
  | { readonly rule: 'per'; readonly metric: string; readonly perReplica: number };
