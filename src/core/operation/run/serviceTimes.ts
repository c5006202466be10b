/** How long the health URLs of a service took to answer just before an operation, ms; undefined where nothing answered. */
export interface ServiceTimes {
  /** Compose name. */
  readonly service: string;
  readonly averageMs: number | undefined;
  readonly p95Ms: number | undefined;
}
