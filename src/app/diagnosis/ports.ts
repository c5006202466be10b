import type { EngineFailure } from '../../core/connection/engineFailure.js';
import type { ContainerDetails, ContainerEnd } from '../../core/diagnosis/containerDetails.js';
import type { DiskUse } from '../../core/diagnosis/diskUse.js';
import type { Result } from '../../util/result.js';
import type { EngineConnection } from '../ports.js';

/** Wall times of an engine, ms. */
export interface EndTimes {
  readonly sinceAt: number;
  readonly untilAt: number;
}

/** What a diagnosis asks of an engine beyond the connection. Nothing of it changes anything, or runs anything in a container. */
export interface DiagnosisSources {
  /** Of the containers that still exist among those asked for. */
  details(
    connection: EngineConnection,
    containerIds: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<readonly ContainerDetails[], EngineFailure>>;
  /** What lies on the engine's disk though nothing uses it; it may take the engine long to add up. */
  diskUse(connection: EngineConnection, signal: AbortSignal): Promise<Result<DiskUse, EngineFailure>>;
  /**
   * How these containers ended between two times, oldest first, as far as the engine remembers: it keeps a few hundred events.
   *
   * @param times by the engine's clock, ms
   */
  ends(
    connection: EngineConnection,
    containerIds: readonly string[],
    times: EndTimes,
    signal: AbortSignal,
  ): Promise<Result<readonly ContainerEnd[], EngineFailure>>;
}
