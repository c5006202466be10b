import type { Level } from '../../policy/level.js';

/** What one service was like at one moment: kept in the journal, before and after an operation. */
export interface MeasuredService {
  readonly service: string;
  readonly title: string;
  readonly replicas: number;
  readonly ready: number;
  readonly level: Level;
  /** Its level is unknown for no other reason than that some of its tasks run on nodes of the Swarm that cannot be read. */
  readonly isElsewhere?: true | undefined;
  readonly figures: readonly MeasuredFigure[];
}

export interface MeasuredFigure {
  readonly metric: string;
  readonly title: string;
  /** As in the runbook's metrics, such as `percent` or `ms`. */
  readonly unit: string;
  /** Undefined where it was not known: never zero. */
  readonly value: number | undefined;
  readonly level: Level;
  /** It tells how much is asked of the service, such as a queue, and not how well it does: more replicas do not make it rise. */
  readonly isDemand?: true | undefined;
}

/** A stack at one moment. */
export interface Measured {
  /** Wall time, ms. */
  readonly at: number;
  readonly services: readonly MeasuredService[];
}
