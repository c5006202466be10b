/** What lies on the engine's disk though nothing uses it, bytes, by what would remove it. Undefined where the engine does not tell. */
export interface DiskUse {
  /** Of images without a container, what no other image shares. */
  readonly imagesBytes: number | undefined;
  /** What containers that are stopped have written. */
  readonly stoppedBytes: number | undefined;
  readonly volumesBytes: number | undefined;
  readonly buildCacheBytes: number | undefined;
}
