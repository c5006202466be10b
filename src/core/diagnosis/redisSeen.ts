/** What one Redis says of itself. A part that it does not tell is undefined, never zero. */
export interface RedisSeen {
  /** Compose name, and what people call it. */
  readonly service: string;
  readonly title: string;
  readonly usedBytes: number | undefined;
  /** Undefined where it has no limit of its own. */
  readonly maxBytes: number | undefined;
  /** Such as `noeviction`; hostile. */
  readonly policy: string;
  /** Since it was started. */
  readonly evictedKeys: number | undefined;
  /** Writes that it refused for want of memory, since it was started. */
  readonly refusedWrites: number | undefined;
  readonly rejectedConnections: number | undefined;
}
