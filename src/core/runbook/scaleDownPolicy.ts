/** When a service may be made smaller: every condition has held, and nothing speaks against it. */
export interface ScaleDownPolicy {
  readonly conditions: readonly ScaleDownCondition[];
  /** What the metrics have to have held for, ms. */
  readonly holdMs: number;
  /** Between two steps down, ms. */
  readonly betweenMs: number;
  /** Not down within this time after an up, ms. */
  readonly afterUpMs: number;
  /** A spike expected within this time forbids it, ms. */
  readonly spikeAheadMs: number;
  /** Not within this time after a deployment, ms. */
  readonly afterDeployMs: number;
  /** Rows of the scale down decision matrix. */
  readonly matrix: readonly ScaleDownRow[];
}

/** Counts only for services that the metric is measured of. */
export interface ScaleDownCondition {
  readonly metric: string;
  /** In the metric's unit. */
  readonly below: number;
}

/** From so many replicas with the metric below a bound, down to so many. */
export interface ScaleDownRow {
  readonly service: string;
  readonly replicas: number;
  readonly metric: string;
  readonly below: number;
  readonly to: number;
}
