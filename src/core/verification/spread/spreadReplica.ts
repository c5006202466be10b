/** A running replica that answers may tell of. */
export interface SpreadReplica {
  readonly name: string;
  /** The answers may tell its first characters, as a container's own host name is. */
  readonly containerId: string;
  /** So that it should be sent requests. */
  readonly isReady: boolean;
}
